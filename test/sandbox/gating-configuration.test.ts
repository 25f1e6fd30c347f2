/** The configuration of docs/sandbox.md that a pipeline can be gated with, in the binary as it is built. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { open } from '@change-gate/core';
import { expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';

const GUIDE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
const BIN = fileURLToPath(new URL('../../packages/sandbox/dist/bin.js', import.meta.url));

it('registers a callback with what the guide configures', async ({ onTestFinished }) => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [, , yaml = ''] = GUIDE.split('```yaml\n');
  writeFileSync(join(folder, 'gate.yaml'), yaml.split('```')[0]?.replaceAll('8080', String(port)) ?? '');
  copyFileSync(UPDATE_SET, join(folder, 'change-gate-install.xml'));
  const sandbox = spawn(process.execPath, [BIN, '--config', join(folder, 'gate.yaml')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    sandbox.kill();
    await once(sandbox, 'exit');
  });
  const [line] = await once(createInterface({ input: sandbox.stdout }), 'line');
  const { serviceNow, codefresh } = JSON.parse(line as string) as { serviceNow: string; codefresh: string };

  const inputs = { 'instance-url': serviceNow, username: 'ci.bot', password: 's3cret' };
  const said: string[] = [];
  const build = {
    ci: 'codefresh',
    title: 'Codefresh build 7',
    build: { id: '7', url: `${codefresh}/build/7` },
    buildKey: '7',
    server: `${codefresh}/api`,
    target: () => ({ build_id: '65f0c8a1b2c3d4e5f6a7b8c9', gate: 'change' }),
    callback: true,
  };
  const log = { info: (text: string) => said.push(text), warning: (text: string) => said.push(text) };
  const data = '{"assignment_group": "DevOps"}';
  const opened = await open({ ...inputs, data, 'callback-token': '5f0c8a1b.c0ffee' }, { build, log });
  expect(opened).toMatchObject({ decision: 'pending', state: '-4' });
  expect(said.join('\n')).toContain('ServiceNow calls back');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
