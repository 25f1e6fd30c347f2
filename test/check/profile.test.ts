/** The shape of an instance, taken by the built command line and loaded into a sandbox of its own: both take the same data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox, USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BundleProcess } from '../core/bundle-process.ts';
import { BUNDLES, processOf, runOperation } from '../core/bundles.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { changeGate, reportOf } from './laptop.ts';
import { BOT, giveShape, MODEL } from './own-shape.ts';
import { ADMIN, comparable, PIECES, write } from './written-data.ts';

const BIN = fileURLToPath(new URL('../../packages/sandbox/dist/bin.js', import.meta.url));
const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

/** The configuration in the sandbox's guide that starts with a profile. */
const CONFIGURATION =
  [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].find(([, yaml = '']) => yaml.includes('profile: '))?.[1] ??
  '';

let folder: string;
let original: Sandbox;
let copy: { readonly url: string; readonly said: () => string; close(): Promise<void> };
let profile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-profile-'));
  copyFileSync(UPDATE_SET, join(folder, 'change-gate-install.xml'));
  original = await startSandbox({ serviceNow: {} });
  giveShape(original.serviceNow);
  profile = await takeProfile(USERS.admin, 'profile.json');
  copy = await startCopy();
});

afterAll(async () => {
  await copy?.close();
  await original.close();
  rmSync(folder, { recursive: true });
});

async function takeProfile(
  { userName, password }: { readonly userName: string; readonly password: string },
  name: string,
): Promise<string> {
  const file = join(folder, name);
  const args = ['check', '--instance-url', original.serviceNow.url, '--username', userName];
  const called = await changeGate([...args, '--profile', file, '--json'], { CHANGE_GATE_PASSWORD: password });
  const written = reportOf(called).lines.find(({ id }) => id === 'profile.written');
  expect(written).toMatchObject({ outcome: 'holds' });
  return readFileSync(file, 'utf8');
}

/** The sandbox of the guide, in a process of its own. */
async function startCopy(configuration = CONFIGURATION): Promise<typeof copy> {
  const file = join(folder, 'sandbox.yaml');
  writeFileSync(file, configuration);
  const child: ChildProcess = spawn(process.execPath, [BIN, '--config', file], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const reader = createInterface({ input: child.stdout as Readable });
  const [line] = await Promise.race([once(reader, 'line'), once(reader, 'close')]);
  if (line === undefined) throw new Error(said);
  return {
    url: (JSON.parse(line) as { serviceNow: string }).serviceNow,
    said: () => said,
    async close() {
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
    },
  };
}

/** The sys_id of the model, which is the same in both. */
function model(): string {
  return original.serviceNow.database.find('chg_model', 'name', MODEL)?.sys_id ?? '';
}

describe('the same data over the Table API', () => {
  it.each(Object.entries(PIECES))('%s', async (_, piece) => {
    const expected = await write(original.serviceNow.url, piece, model());
    expect(await write(copy.url, piece, model())).toEqual(expected);
  });
});

describe('the same data through open of a built adapter', () => {
  const [, bundle] = BUNDLES;
  if (bundle === undefined) throw new Error('There is no bundle of GitHub');
  let process: BundleProcess;
  beforeAll(() => {
    process = processOf(bundle);
  });
  afterAll(() => process.close());

  const open = async (url: string, build: number, inputs: Readonly<Record<string, string>>) => {
    const credentials = { 'instance-url': url, username: BOT.userName, password: BOT.password };
    const { exitCode, log } = await runOperation(process, bundle, build, {
      ...credentials,
      operation: 'open',
      strict: 'true',
      ...inputs,
    });
    return { exitCode, log: comparable(log, url).replace(/^::add-mask::.*\n/gm, '') };
  };

  const SUBMIT = { submit: 'false' };
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['a column of the instance', { ...SUBMIT, data: '{"u_ticket": "GX-1"}' }, 0],
    ['a text that is cut', { ...SUBMIT, data: '{"u_ticket": "GX-1234567890"}' }, 1],
    ['a number that is none', { ...SUBMIT, data: '{"u_cost": "much"}' }, 1],
    ['a column that is read-only', { ...SUBMIT, data: '{"u_sealed": "x"}' }, 1],
    ['a column that there is not', { ...SUBMIT, data: '{"u_nothing": "x"}' }, 1],
    ['what a data policy misses', { ...SUBMIT, data: '{"u_live": true}' }, 1],
    [
      'what a data policy asks for',
      { ...SUBMIT, data: `{"u_live": true, "u_region": "eu", "u_owner": "${ADMIN}"}` },
      0,
    ],
    ['a group of the instance', { ...SUBMIT, data: '{"assignment_group": "Train drivers"}' }, 0],
    ['a group that there is not', { ...SUBMIT, data: '{"assignment_group": "Pilots"}' }, 1],
    ['a model of the instance', { ...SUBMIT, 'change-model': MODEL }, 0],
    ['a model that there is not', { ...SUBMIT, 'change-model': 'Bus' }, 1],
    ['a model whose change does not leave its first state', { 'change-model': MODEL }, 1],
  ])('%s', async (_, inputs, exitCode) => {
    builds += 1;
    const one = await open(original.serviceNow.url, builds, inputs);
    expect(await open(copy.url, builds, inputs)).toEqual(one);
    expect(one, one.log).toMatchObject({ exitCode });
  });
});

let builds = 0;

it('a profile has no record, no person, no host and no secret', () => {
  expect(profile).not.toMatch(/s3cret|ci\.bot|127\.0\.0\.1|System Administrator|CHG00|sandbox-/);
});

it('is taken by a user who may read little, says so, and starts a sandbox all the same', async () => {
  const little = JSON.parse(await takeProfile(BOT, 'little.json'));
  expect(little.tables).toEqual({});
  expect(little.models.map(({ name }: { name: string }) => name)).toContain(MODEL);
  expect(little.unseen).toContainEqual(
    expect.stringMatching(/^The columns of change_request: the user may not read/),
  );
  expect(little.unseen).toContainEqual(expect.stringMatching(/^Data policies of change_request: /));
  const started = await startCopy(CONFIGURATION.replace('profile.json', 'little.json'));
  try {
    expect(started.said()).toContain(
      'Not in the profile: The columns of change_request: the user may not read',
    );
    const piece = PIECES['a way whose condition is not met'] ?? [];
    expect(await write(started.url, piece, model())).toHaveLength(2);
  } finally {
    await started.close();
  }
});

it('is not written over a folder, and the check says so', async () => {
  const { url } = original.serviceNow;
  const args = ['check', '--instance-url', url, '--username', BOT.userName, '--profile', folder, '--json'];
  const called = await changeGate(args, { CHANGE_GATE_PASSWORD: BOT.password });
  expect(called.exitCode).toBe(1);
  expect(reportOf(called).lines.find(({ id }) => id === 'profile.written')).toMatchObject({
    outcome: 'does-not-hold',
    detail: expect.stringContaining('it is a folder'),
  });
  expect(existsSync(join(folder, 'profile.json'))).toBe(true);
});
