import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('./bin.ts', import.meta.url));

/** The configuration that docs/sandbox.md shows. */
const GUIDE = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
const CONFIGURATION = /```yaml\n(serviceNow:[\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';

let folder: string;
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-bin-'));
  writeFileSync(join(folder, 'sandbox.yaml'), CONFIGURATION);
  writeFileSync(join(folder, 'globex.yml'), "version: '1.0'\nsteps: {gate: {type: pending-approval}}\n");
});

afterEach(() => {
  running?.kill('SIGKILL');
  running = undefined;
  rmSync(folder, { recursive: true });
});

async function start(...args: string[]): Promise<Record<string, string>> {
  running = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: running.stdout as NodeJS.ReadableStream }), 'line');
  return JSON.parse(line as string) as Record<string, string>;
}

async function fails(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  return said.join('\n');
}

const BASIC = `Basic ${Buffer.from('ci.bot:s3cret').toString('base64')}`;

describe('change-gate-sandbox', () => {
  it('serves what its configuration says, and records the requests', async () => {
    const record = join(folder, 'requests.jsonl');
    const urls = await start('--config', join(folder, 'sandbox.yaml'), '--record', record);
    const get = (path: string) => fetch(urls.serviceNow + path, { headers: { Authorization: BASIC } });

    expect((await get('/api/now/table/cmdb_ci')).status).toBe(503);
    expect(await (await get('/api/now/table/cmdb_ci?name=globex-db&sysparm_fields=name')).json()).toEqual({
      result: [{ name: 'globex-db' }],
    });
    const changes = await get('/api/now/table/change_request?sysparm_fields=short_description,risk');
    expect(await changes.json()).toEqual({ result: [{ short_description: 'Seeded', risk: '4' }] });
    expect((await fetch(`${urls.codefresh}/api/builds/1`)).status).toBe(401);
    expect(await (await fetch(`${urls.board}`)).text()).toContain('Change board');

    const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { server: 'serviceNow', method: 'GET', path: '/api/now/table/cmdb_ci', status: 503 },
      { server: 'serviceNow', status: 200, headers: { authorization: '[redacted]' } },
      { server: 'serviceNow', status: 200 },
      { server: 'codefresh', path: '/api/builds/1', status: 401 },
    ]);
  });

  it('ends on SIGTERM, and leaves no port behind', async () => {
    const urls = await start();
    running?.kill('SIGTERM');
    expect(await once(running as ChildProcess, 'exit')).toEqual([0, null]);
    for (const url of Object.values(urls)) await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('says what is wrong with its configuration, and where', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'serviceNow: {port: x}\njenkins: {}\n');
    const said = await fails('--config', join(folder, 'wrong.yaml'));
    expect(said).toMatch('is not a sandbox configuration');
    expect(said).toMatch('at serviceNow.port');
    expect(said).toMatch('Unrecognized key: "jenkins"');
    writeFileSync(join(folder, 'wrong.yaml'), 'faults: [{server: jenkins, effect: {kind: reset}}]\n');
    expect(await fails('--config', join(folder, 'wrong.yaml'))).toBe(
      'faults: there is no server "jenkins"; there are serviceNow',
    );
    expect(await fails('--port', 'x')).toBe('--port takes a number from 0 to 65535');
    expect(await fails('--colour')).toMatch("Unknown option '--colour'");
  });
});
