import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { killGroup, startGroup } from './process-group.ts';

const MODULE = new URL('./process-group.ts', import.meta.url).href;

/** Connects to a port, starts another that does so, and stays. */
const CONNECTS = `
require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
if (process.argv[2] !== 'second') {
  require('node:child_process').spawn(process.execPath, [...process.execArgv, process.argv[1], 'second']);
}
`;

/** Starts that program, and stays. */
const OWNER = `
import { startGroup } from '${MODULE}';
startGroup({ command: [process.execPath, '-e', process.argv[1], process.argv[2]], cwd: '/', env: {} });
`;

it('ends a program, and what that has started, when its owner is killed outright', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', OWNER, CONNECTS, String(port)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  onTestFinished(() => {
    owner.kill('SIGKILL');
    server.close();
  });
  const closed: Promise<unknown>[] = [];
  while (closed.length < 2) {
    const [socket] = (await once(server, 'connection')) as [Socket];
    closed.push(new Promise((resolve) => socket.on('error', () => {}).once('close', resolve)));
  }
  owner.kill('SIGKILL');
  await expect(Promise.all(closed)).resolves.toHaveLength(2);
});

const PROGRAM = `
process.on('SIGINT', () => process.exit(7));
console.log(JSON.stringify(process.env));
setInterval(() => {}, 1000);
`;

it('leaves the program its environment, its signals and its exit code', async () => {
  const env = { 'INPUT_CHANGE-NUMBER': 'CHG1', TEXT: "two\nlines, $HOME, it's", LONG: 'x'.repeat(100_000) };
  const child = startGroup({ command: [process.execPath, '-e', PROGRAM], cwd: '/', env });
  onTestFinished(() => killGroup(child));
  expect(JSON.parse(await firstLine(child))).toEqual(env);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([7, null]);
});

it('gives no variable to the arguments of a process, which every user may list', async () => {
  const env = { 'INPUT_API-KEY': 'secret-of-the-step' };
  const child = startGroup({ command: [process.execPath, '-e', PROGRAM], cwd: '/', env });
  onTestFinished(() => killGroup(child));
  expect(await firstLine(child)).toContain('secret-of-the-step');
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=', '-o', 'args=']);
  expect(stdout.includes(`${child.pid} `)).toBe(true);
  expect(stdout.includes('secret-of-the-step')).toBe(false);
});

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [line] = await once(createInterface({ input: stdout as Readable }), 'line');
  return line as string;
}
