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

const BIN = fileURLToPath(new URL('../../packages/sandbox/dist/bin.js', import.meta.url));
const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

/** The configuration in the sandbox's guide that starts with a profile. */
const CONFIGURATION =
  [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].find(([, yaml = '']) => yaml.includes('profile: '))?.[1] ??
  '';

/** Of the configuration, and of the instance. */
const BOT = { userName: 'ci.bot', password: 's3cret' };

const MODEL = 'Release train';

let folder: string;
let original: Sandbox;
let copy: { readonly url: string; readonly said: () => string; close(): Promise<void> };
let profile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-profile-'));
  copyFileSync(UPDATE_SET, join(folder, 'change-gate-install.xml'));
  original = await startSandbox({ serviceNow: {} });
  shape(original.serviceNow);
  profile = await takeProfile(USERS.admin, 'profile.json');
  copy = await startCopy();
});

afterAll(async () => {
  await copy?.close();
  await original.close();
  rmSync(folder, { recursive: true });
});

/** What this instance has that no other has. */
function shape(serviceNow: Sandbox['serviceNow']): void {
  const { database } = serviceNow;
  serviceNow.importUpdateSet(readFileSync(UPDATE_SET, 'utf8'));
  const user = { user_name: BOT.userName, name: BOT.userName, active: 'true' };
  database.insert('sys_user', { ...user, user_password: database.encrypt(BOT.password) }, 'admin');
  for (const role of [
    'snc_internal',
    'itil',
    'sn_change_read',
    'sn_change_write',
    'x_change_gate.pipeline',
  ]) {
    serviceNow.grantRole(BOT.userName, role);
  }
  database.insert('sys_user_group', { name: 'Train drivers' }, 'admin');
  const regions = [
    { value: 'eu', label: 'Europe' },
    { value: 'us', label: 'America' },
  ];
  database.define({
    name: 'change_request',
    columns: [
      { name: 'u_ticket', label: 'Ticket', maxLength: 8 },
      { name: 'u_cost', label: 'Cost', type: 'integer', defaultValue: '3' },
      { name: 'u_ratio', label: 'Ratio', type: 'float' },
      { name: 'u_live', label: 'Live', type: 'boolean' },
      { name: 'u_day', label: 'Day', type: 'glide_date' },
      { name: 'u_when', label: 'When', type: 'glide_date_time' },
      { name: 'u_owner', label: 'Owner', type: 'reference', reference: 'sys_user' },
      { name: 'u_region', label: 'Region', choices: regions, mandatory: true },
      { name: 'u_sealed', label: 'Sealed', readOnly: true },
      { name: 'u_length', label: 'Length', type: 'glide_duration' },
    ],
  });
  const category = database.table('change_request')?.columns.get('category');
  if (category === undefined) throw new Error('There is no category');
  const choices = [...category.choices, { value: 'train', label: 'Train' }];
  database.define({ name: 'change_request', columns: [{ ...category, choices, maxLength: 10 }] });
  serviceNow.defineChangeModel({
    name: MODEL,
    states: [
      { value: '10', label: 'Draft' },
      { value: '20', label: 'Ready' },
      { value: '-1', label: 'Implement', implementation: true },
      { value: '30', label: 'Arrived' },
      { value: '4', label: 'Canceled' },
    ],
    transitions: [
      { from: '10', to: '20', conditions: [{ name: 'Ticket is known', query: 'u_ticketISNOTEMPTY' }] },
      { from: '20', to: '-1', automatic: true, conditions: [{ name: 'Is cheap', query: 'u_cost<10' }] },
      { from: '-1', to: '30' },
      { from: '10', to: '4' },
    ],
  });
  serviceNow.addDataPolicy({
    name: 'Live changes have a region',
    table: 'change_request',
    conditions: 'u_live=true',
    mandatory: ['u_region', 'u_owner'],
  });
  serviceNow.addDataPolicy({
    name: 'Tasks keep their text',
    table: 'task',
    inherit: true,
    conditions: 'short_descriptionLIKEfrozen',
    readOnly: ['description'],
  });
}

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

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

async function send(url: string, method: string, path: string, body?: object): Promise<Answer> {
  const credentials = Buffer.from(`${BOT.userName}:${BOT.password}`).toString('base64');
  const response = await fetch(`${url}/api/now/table/${path}`, {
    method,
    headers: {
      authorization: `Basic ${credentials}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The sys_id of the model, which is the same in both. */
function model(): string {
  return original.serviceNow.database.find('chg_model', 'name', MODEL)?.sys_id ?? '';
}

/** What a client sends, one after the other, to a new change and then to that one, with the status that answers. */
type Piece = readonly (readonly [status: number, body: () => object])[];

const PIECES: Readonly<Record<string, Piece>> = {
  'columns of their types': [
    [201, () => ({ u_ticket: 'GX-1', u_cost: 12, u_ratio: '0.5', u_live: 'false', u_day: '2030-01-02' })],
    [200, () => ({ u_when: '2030-01-02 03:04:05', u_owner: ADMIN, u_region: 'us' })],
  ],
  'what does not fit their types': [
    [201, () => ({ u_cost: 'much', u_ratio: 'half', u_live: 'maybe', u_day: 'Tuesday', u_when: 'soon' })],
  ],
  'text that is too long': [[201, () => ({ u_ticket: 'GX-1234567890', u_length: 'a long day '.repeat(9) })]],
  'a column that is read-only': [[201, () => ({ u_sealed: 'broken' })]],
  'a column that there is not': [[201, () => ({ u_nothing: 'x' })]],
  'a reference to nobody': [[201, () => ({ u_owner: 'a'.repeat(32) })]],
  'a default value': [[201, () => ({ short_description: 'Nothing but this' })]],
  'a choice that the instance has added': [[201, () => ({ category: 'train' })]],
  'a text that is longer than the instance lets it be': [[201, () => ({ category: 'Longer than ten' })]],
  'what a data policy misses': [[403, () => ({ u_live: true })]],
  'part of what a data policy misses': [[403, () => ({ u_live: true, u_region: 'eu' })]],
  'all that a data policy asks for': [[201, () => ({ u_live: true, u_region: 'eu', u_owner: ADMIN })]],
  'a change that is made live later': [
    [201, () => ({ u_region: 'eu' })],
    [403, () => ({ u_live: true })],
  ],
  'a field that a policy of task keeps': [
    [201, () => ({ short_description: 'frozen', description: 'one' })],
    [403, () => ({ description: 'two' })],
  ],
  'a change of the model': [[201, () => ({ chg_model: model() })]],
  'a way whose condition is not met': [
    [201, () => ({ chg_model: model() })],
    [403, () => ({ state: '20' })],
  ],
  'a way whose condition is met, and the next that goes by itself': [
    [201, () => ({ chg_model: model(), u_ticket: 'GX-1' })],
    [200, () => ({ state: '20' })],
  ],
  'a way whose next has a condition that is not met': [
    [201, () => ({ chg_model: model(), u_ticket: 'GX-1', u_cost: 70 })],
    [200, () => ({ state: '20' })],
    [403, () => ({ state: '-1' })],
  ],
  'a way that there is not': [
    [201, () => ({ chg_model: model() })],
    [403, () => ({ state: '30' })],
  ],
  'the last state': [
    [201, () => ({ chg_model: model(), u_ticket: 'GX-1' })],
    [200, () => ({ state: '20' })],
    [200, () => ({ state: '30' })],
  ],
};

/** The sys_id of the admin is that of every instance. */
const ADMIN = '6816f79cc0a8016401c5a33be04be441';

/** What both must have in common: what it comes to, word for word, but for what every sandbox has of its own. */
function comparable(text: string, url: string): string {
  return text
    .replaceAll(url, 'INSTANCE')
    .replaceAll(new URL(url).host, 'INSTANCE')
    .replace(/\b[0-9a-f]{32}\b/g, 'SYS_ID')
    .replace(/CHG\d{7}/g, 'NUMBER')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME');
}

async function write(url: string, piece: Piece): Promise<string[]> {
  const answers: string[] = [];
  let path = 'change_request';
  for (const [status, body] of piece) {
    const answer = await send(url, path === 'change_request' ? 'POST' : 'PATCH', path, body());
    expect(answer, JSON.stringify(answer)).toMatchObject({ status });
    const { result } = answer.body as { result?: Record<string, string> };
    if (path === 'change_request' && result !== undefined) path += `/${result.sys_id}`;
    answers.push(comparable(JSON.stringify(answer), url));
  }
  return answers;
}

describe('the same data over the Table API', () => {
  it.each(Object.entries(PIECES))('%s', async (_, piece) => {
    const expected = await write(original.serviceNow.url, piece);
    expect(await write(copy.url, piece)).toEqual(expected);
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
    expect(await write(started.url, piece)).toHaveLength(2);
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
