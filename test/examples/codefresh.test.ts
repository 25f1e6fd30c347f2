/** The repository of examples/codefresh, in the sandbox as docs/sandbox.md configures it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  deploy,
  exampleWith,
  GUIDE,
  inThisRepository,
  makeRepository,
  ROOT,
  stages,
  start,
} from '../sandbox/documented-sandbox.ts';

it('is cloned, tested and deployed under its change', async () => {
  const line = /^ {2}repositories: .*$/m.exec(GUIDE)?.[0];
  const configuration = exampleWith('label: Globex\n      file: codefresh.yml').replace(
    '\ncodefresh:\n',
    `\ncodefresh:\n${line}\n`,
  );
  const { board = '' } = await start(
    inThisRepository(configuration),
    filesOf(`${ROOT}examples/codefresh`),
    makeRepository,
  );
  const shows = (status: object) =>
    expect.poll(() => stages(board), { timeout: 60_000 }).toMatchObject(status);
  await deploy(board, 'codefresh-0', () => shows({ test: 'passed', wait_for_approval: 'paused' }));
  await shows({ deploy: 'passed', close_change: 'passed' });
  const read = async (path: string) => (await fetch(`${board}/api/forms/${path}`)).json();
  expect(await read('change_request?sysparm_fields=short_description,close_code')).toMatchObject({
    result: [{ short_description: { value: 'Shop to production' }, close_code: { value: 'successful' } }],
  });
  expect(await read('x_change_gate_evidence?sysparm_fields=tests_passed')).toMatchObject({
    result: [{ tests_passed: { value: '2' } }],
  });
});

function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
