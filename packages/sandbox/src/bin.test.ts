import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('./bin.ts', import.meta.url));

/** The configuration that docs/sandbox.md shows. */
const GUIDE = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
const CONFIGURATION = /\n## Configuration\n\s*```yaml\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';

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
  return urlsOf(running);
}

/** @returns what it says once all of it answers */
async function urlsOf({ stdout }: ChildProcess): Promise<Record<string, string>> {
  const reader = createInterface({ input: stdout as Readable });
  const [line] = await Promise.race([once(reader, 'line'), once(reader, 'close')]);
  // Without a line it has ended, and has said why on standard error.
  return JSON.parse(line ?? 'null') as Record<string, string>;
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
    const withKey = await fetch(`${urls.serviceNow}/api/now/table/cmdb_ci?sysparm_limit=1`, {
      headers: { 'x-sn-apikey': 'now_c0ffee' },
    });
    expect(withKey.status).toBe(200);
    const grant = { grant_type: 'password', username: 'ci.bot', password: 's3cret' };
    const token = await fetch(`${urls.serviceNow}/oauth_token.do`, {
      method: 'POST',
      body: new URLSearchParams({ ...grant, client_id: 'globex', client_secret: 's3cret' }),
    });
    expect(await token.json()).toMatchObject({ token_type: 'Bearer' });
    const changes = await get('/api/now/table/change_request?sysparm_fields=short_description,risk');
    expect(await changes.json()).toEqual({ result: [{ short_description: 'Seeded', risk: '4' }] });
    expect((await fetch(`${urls.codefresh}/api/builds/1`)).status).toBe(401);
    expect(await (await fetch(`${urls.board}`)).text()).toContain('Change board');

    const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { server: 'serviceNow', method: 'GET', path: '/api/now/table/cmdb_ci', status: 503 },
      { server: 'serviceNow', status: 200, headers: { authorization: '[redacted]' } },
      { server: 'serviceNow', status: 200 },
      { server: 'serviceNow', path: '/oauth_token.do', status: 200 },
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

  it('says what is wrong with its command line', async () => {
    expect(await fails('--colour')).toBe("Unknown option '--colour'. `--help` lists what there is.");
    expect(await fails('--port', 'x')).toBe('--port takes a number from 0 to 65535');
  });

  it('explains every option', async () => {
    running = spawn(process.execPath, [BIN, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const help = await text(running.stdout as Readable);
    const [, table = ''] = GUIDE.split('## As a process');
    const documented = [...table.matchAll(/^\| `(--\w+)/gm)].map(([, option]) => option);
    expect([...help.matchAll(/^ {2}(--\w+)/gm)].map(([, option]) => option)).toEqual([
      ...documented,
      '--help',
    ]);
  });
});

describe('the standard input of change-gate-sandbox', () => {
  it('ends it when whoever holds the pipe is killed outright', async () => {
    const holds = `require('node:child_process').spawn(process.execPath, [process.argv[1]], { stdio: ['pipe', 1, 2] })`;
    running = spawn(process.execPath, ['-e', holds, BIN], { stdio: ['ignore', 'pipe', 'inherit'] });
    const urls = await urlsOf(running);
    running.kill('SIGKILL');
    // Not `exit`: the sandbox itself writes there as well.
    await once(running, 'close');
    for (const url of Object.values(urls)) await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('closes without ending it, with --stay', async () => {
    running = spawn(process.execPath, [BIN, '--stay'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { board = '' } = await urlsOf(running);
    running.stdin?.end();
    await answers(board);
    running.kill('SIGTERM');
    expect(await once(running, 'exit')).toEqual([0, null]);
  });

  it('is no pipe for the background job of a shell, which outlives its script', async () => {
    const script = `"${process.execPath}" "${BIN}" & echo $! > id`;
    running = spawn('sh', ['-c', script], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(running, 'exit');
    const gone = once(running, 'close');
    const { board = '' } = await urlsOf(running);
    expect(await ended).toEqual([0, null]);
    running.stdin?.end();
    await answers(board);
    process.kill(Number(readFileSync(join(folder, 'id'), 'utf8')), 'SIGTERM');
    await gone;
  });

  /** On a second connection as well, which whoever has begun to end no longer takes. */
  async function answers(url: string): Promise<void> {
    for (const connection of ['close', 'close']) {
      expect((await fetch(url, { headers: { connection } })).status).toBe(200);
    }
  }
});
