/** A process that is killed while it opens a change: the next run of its build loses nothing, doubles nothing and asks once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Row, USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registrations } from '../registrations.ts';
import { CALLBACK_TOKEN, Instance } from './instance.ts';

const ADAPTERS = new URL('../../adapters/', import.meta.url);
const THIS_FILE = fileURLToPath(import.meta.url);

let instance: Instance;
/** Where the bundles write the outputs of their jobs. */
const folder = mkdtempSync(join(tmpdir(), 'change-gate-killed-'));

beforeAll(async () => {
  instance = await Instance.start();
  instance.serviceNow.database.insert(
    'x_change_gate_ci_server',
    { name: 'GitLab', ci: 'gitlab', base_url: 'http://127.0.0.1:9/api/v4', active: 'true' },
    USERS.admin.userName,
  );
});
afterAll(async () => {
  await instance.close();
  rmSync(folder, { recursive: true });
});

type WrittenRow = Parameters<Parameters<Instance['serviceNow']['database']['after']>[0]>[0];

/** What the instance has just done when the process dies, before it has answered. */
const POINTS: readonly (readonly [string, (written: WrittenRow) => boolean, { asked: boolean }])[] = [
  [
    'created the change',
    ({ table, operation }) => table === 'change_request' && operation === 'insert',
    { asked: false },
  ],
  ['added the affected CI', ({ table }) => table === 'task_ci', { asked: false }],
  ['attached the file', ({ table }) => table === 'sys_attachment', { asked: false }],
  [
    'registered the callback',
    // The app looks after the registrations of earlier builds meanwhile.
    ({ table, operation }) => table === 'x_change_gate_registration' && operation === 'insert',
    { asked: false },
  ],
  [
    'asked for approval',
    ({ table, previous, next }) =>
      table === 'change_request' && next?.state === '-4' && previous?.state !== '-4',
    { asked: true },
  ],
];

/** Runs the shipped bundle's `open`. @param killAt kills it at the first write of which this holds */
async function open(
  bundle: string,
  build: Record<string, string>,
  killAt?: (written: WrittenRow) => boolean,
) {
  const { serviceNow } = instance;
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${bundle}/dist/index.js`, ADAPTERS))], {
    env: {
      CHANGE_GATE_OPERATION: 'open',
      CHANGE_GATE_INSTANCE_URL: serviceNow.url,
      CHANGE_GATE_USERNAME: USERS.integration.userName,
      CHANGE_GATE_PASSWORD: USERS.integration.password,
      CHANGE_GATE_CALLBACK_TOKEN: CALLBACK_TOKEN,
      CHANGE_GATE_DATA: '{"short_description": "Globex deployment"}',
      CHANGE_GATE_AFFECTED_CIS: 'globex-web',
      CHANGE_GATE_ATTACHMENTS: THIS_FILE,
      ...build,
    },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let isOver = killAt === undefined;
  serviceNow.database.after((written) => {
    if (isOver || !killAt?.(written)) return;
    isOver = true;
    child.kill('SIGKILL');
  });
  const [exitCode, signal] = await once(child, 'exit');
  return { exitCode, signal };
}

function changesOf(key: string): Row[] {
  return instance.serviceNow.changes().filter(({ correlation_id: id = '' }) => id.includes(key));
}

/** All that hangs on a change, once people have been asked. */
function hangingOn({ sys_id: id = '' }: Row) {
  const { database } = instance.serviceNow;
  instance.sandbox.clock.advance(5_000);
  const approvers = database
    .query('sysapproval_approver', `sysapproval=${id}`)
    .map(({ approver }) => approver);
  return {
    cis: database.query('task_ci', `task=${id}`).length,
    files: database.query('sys_attachment', `table_sys_id=${id}`).length,
    registrations: registrations(instance.serviceNow)
      .filter(({ change }) => change === id)
      .map(({ status }) => status),
    isAsked: approvers.length > 0,
    askedTwice: approvers.length - new Set(approvers).size,
  };
}

const COMPLETE = { cis: 1, files: 1, registrations: ['waiting'], isAsked: true, askedTwice: 0 };

describe.each(POINTS)('killed when the instance has %s', (point, killAt, { asked }) => {
  it('a GitLab job that is retried completes the change', async () => {
    const pipeline = String(1_000 + POINTS.findIndex(([name]) => name === point));
    const build = {
      CI_API_V4_URL: 'http://127.0.0.1:9/api/v4',
      CI_PROJECT_ID: '7',
      CI_PIPELINE_ID: pipeline,
      CI_PIPELINE_URL: `https://gitlab.example/pipelines/${pipeline}`,
    };
    expect(await open('gitlab-component', build, killAt)).toMatchObject({ signal: 'SIGKILL' });
    expect(await open('gitlab-component', build)).toMatchObject({ exitCode: 0 });
    const changes = changesOf(`/${pipeline}:`);
    expect(changes).toMatchObject([{ state: '-4', approval: 'requested' }]);
    expect(hangingOn(changes[0] as Row)).toEqual(COMPLETE);
  });

  it('a Codefresh build that is restarted opens another change; of the first, people know only if they were asked', async () => {
    const { build } = instance.newBuild();
    const restarted = instance.newBuild().build;
    const variables = ({ id, url }: typeof build) => ({
      CF_BUILD_ID: id,
      CF_BUILD_URL: url,
      CF_URL: 'http://127.0.0.1:9',
    });
    expect(await open('codefresh-step', variables(build), killAt)).toMatchObject({ signal: 'SIGKILL' });
    expect(await open('codefresh-step', variables(restarted))).toMatchObject({ exitCode: 0 });
    expect(changesOf(`:${build.id}:`)).toMatchObject([{ state: asked ? '-4' : '-5' }]);
    const changes = changesOf(`:${restarted.id}:`);
    expect(changes).toMatchObject([{ state: '-4', approval: 'requested' }]);
    expect(hangingOn(changes[0] as Row)).toEqual(COMPLETE);
  });
});
