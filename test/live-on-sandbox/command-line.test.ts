/** What the suite says before it begins. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { github } from './github.ts';
import { instanceSettings } from './instance.ts';
import { runSuiteProcess } from './processes.ts';

const SETTINGS = { ...instanceSettings('http://127.0.0.1:1'), CI: 'github', ...github.settings };

it('names all variables that are missing, and what they are', async () => {
  const { exitCode, output } = await runSuiteProcess({ CI: 'github', CI_URL: 'https://api.github.com' });
  expect(exitCode).toBe(1);
  const named = [...output.matchAll(/^CHANGE_GATE_LIVE_(\w+) is not set: \w.+\.$/gm)].map(([, name]) => name);
  expect(named).toEqual([
    'INSTANCE_URL',
    'USERNAME',
    'PASSWORD',
    'APPROVER_USERNAME',
    'APPROVER_PASSWORD',
    'ASSIGNMENT_GROUP',
    'CI_TOKEN',
    'GITHUB_REPOSITORY',
  ]);
});

it('lists its scenarios, and knows no others', async () => {
  const { output } = await runSuiteProcess({}, ['--list']);
  const names = [...output.matchAll(/^([a-z-]+): .+$/gm)].map(([, name]) => name);
  expect(names).toContain('approved');
  const { exitCode, output: refused } = await runSuiteProcess(SETTINGS, ['--only', 'approved,aproved']);
  expect(refused).toBe(`There is no scenario aproved; there are ${names.join(', ')}.\n`);
  expect(exitCode).toBe(1);
});

it.each([
  [['--only', 'approved'], 'A part is not signed off: leave out --only, or --sign-off.'],
  [['--keep'], 'What ends nothing is not signed off: leave out --keep, or --sign-off.'],
])('signs off nothing with %j', async (options, words) => {
  const { exitCode, output } = await runSuiteProcess(SETTINGS, [...options, '--sign-off', 'sign-off.json']);
  expect(output).toBe(`${words}\n`);
  expect(exitCode).toBe(1);
});

it.each(['--record', '--sign-off'])(
  'opens nothing where the file of %s cannot be written',
  async (option) => {
    const settings = { ...SETTINGS, CI_URL: 'http://127.0.0.1:1' };
    const { exitCode, output } = await runSuiteProcess(settings, [option, '/nowhere/at/all']);
    expect(output).toMatch(/^Error: ENOENT: no such file or directory, \w+ '\/nowhere\/at/);
    expect(exitCode).toBe(1);
  },
);

it('opens nothing where a user cannot sign in, and shows no secret that it is answered', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.method);
    response.writeHead(401).end(`Not you: ${request.headers.authorization}`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { exitCode, output } = await runSuiteProcess({ ...SETTINGS, INSTANCE_URL: url, CI_URL: url });
  server.close();
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^The instance answered 401 to GET .* as pipeline: Not you: Basic \*\*\*$/m);
  expect(asked).toEqual(['GET']);
});
