/** A company's own build of the app: another scope in its configuration, and everything else follows. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment, UPDATE_SET } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { github } from '../gate/github.ts';
import { gitlab } from '../gate/gitlab.ts';

/** As long as ServiceNow allows, and longer than that of the sources. */
const SCOPE = 'x_99999_gate_build';
const SCOPE_ID = '99999999999999999999999999999999';

const app = fileURLToPath(new URL('../../packages/servicenow-app', import.meta.url));
const project = join(app, 'dist', SCOPE);
const read = (set: string) => readFileSync(join(project, `dist/change-gate-${set}.xml`), 'utf8');

let testEnv: TestEnvironment | undefined;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-scope-'));
  const config = join(folder, 'now.config.json');
  writeFileSync(config, JSON.stringify({ scope: SCOPE, scopeId: SCOPE_ID, name: 'Acme Gate' }));
  execFileSync(process.execPath, [join(app, 'build/build.ts'), '--config', config], { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
});

afterEach(() => testEnv?.close());
afterAll(() => rmSync(project, { recursive: true, force: true }));

it('its sets have no name of the other scope', () => {
  const text = read('install') + read('upgrade');
  // The inputs of a flow's steps are compressed.
  const packed = [...text.matchAll(/H4sI[A-Za-z0-9+/=]+/g)].map(([value]) => unpacked(value));
  expect(packed.length).toBeGreaterThan(0);
  expect([text, ...packed].join('\n')).not.toMatch(/x_change_gate/i);
  expect(text).toContain(`<application_scope>${SCOPE}</application_scope>`);
  expect(text).toContain('<application_name>Acme Gate</application_name>');
});

it('its records are none of the other app, so that both fit on one instance', () => {
  const shipped = new Set(sysIds(readFileSync(UPDATE_SET, 'utf8')));
  const own = sysIds(read('install'));
  expect(own.length).toBe(shipped.size);
  expect(own.filter((id) => shipped.has(id))).toEqual([]);
});

it.each([codefresh, github, gitlab])(
  'a build on $name waits for a change there, and closes it',
  async (ci) => {
    testEnv = await startTestEnvironment({ updateSet: read('install') }, ci);
    const { serviceNow } = testEnv.sandbox;
    serviceNow.importUpdateSet(read('upgrade'));
    const build = await testEnv.startAndPause(ci, { 'app-scope': SCOPE });
    expect(testEnv.registration()).toMatchObject({ status: 'waiting', decision: 'pending' });

    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    await testEnv.settled();
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved', token: '' });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    // The column of the change is named after the scope too, as ServiceNow demands of a column on another scope's table.
    expect(testEnv.change()[`${SCOPE}_evidence`]).toMatch(/^(?:[0-9a-f]{32})?$/);
    expect(serviceNow.database.table('change_request')?.columns.has('x_change_gate_evidence')).toBe(false);
    expect(serviceNow.database.tables().filter(({ name }) => name.startsWith('x_change_gate'))).toEqual([]);
  },
);

it('a pipeline that does not name the scope is told to', async () => {
  testEnv = await startTestEnvironment({ updateSet: read('install') }, codefresh);
  testEnv.listServer(codefresh);
  const build = testEnv.start(codefresh);
  await build.ended;
  expect(build.output()).toMatch(
    /app is not installed .* name its scope with app-scope.*\[APP_NOT_INSTALLED\]/,
  );
});

function unpacked(value: string): string {
  return gunzipSync(Buffer.from(value, 'base64')).toString();
}

/** Of the records themselves, and of those within them. */
function sysIds(set: string): string[] {
  return [...set.matchAll(/&lt;sys_id&gt;([0-9a-f]{32})&lt;/g)].map(([, id = '']) => id);
}
