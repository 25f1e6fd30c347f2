/** The commands and files that docs/live.md shows. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { runSuiteProcess } from './processes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const PAGE = readFileSync(`${ROOT}docs/live.md`, 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'change-gate-documented-'));
afterAll(() => rmSync(folder, { recursive: true }));

const blocks = (language: string) =>
  [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , text = '']) => text);

const commands = () => blocks('sh').flatMap((block) => block.trim().split('\n'));

/** As the page has it, with its files in a folder of the test. */
function run(command: string, more = '') {
  const line = `${command} ${more}`.replaceAll(/[\w-]+\.jsonl?\b/g, (file) => join(folder, file));
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], { cwd: ROOT, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

it('runs the suite with options that it has', async () => {
  const [command = ''] = commands();
  expect(command).toMatch(/^npm run test:live -- /);
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  expect(scripts).toHaveProperty('test:live');
  const { output: help } = await runSuiteProcess({}, ['--help']);
  const options = [...PAGE.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option);
  const ofOthers = ['--known'];
  expect(options.filter((option) => !ofOthers.includes(option) && !help.includes(`  ${option} `))).toEqual(
    [],
  );
});

it('records on the sandbox, compares, and holds what is known', () => {
  const [, record = '', compare = ''] = commands();
  const recorded = run(record, '--only no-such-change');
  expect(recorded.output).toContain('1 holds, ');
  expect(recorded.status).toBe(0);
  writeFileSync(join(folder, 'transcript.jsonl'), readFileSync(join(folder, 'sandbox.jsonl')));
  expect(run(compare)).toEqual({ status: 0, output: 'No difference.\n' });

  const [known = ''] = blocks('json');
  writeFileSync(join(folder, 'known.json'), known);
  const [{ where, why }] = JSON.parse(known);
  expect(run(compare, '--known known.json').output).toBe(`Known, and not seen: ${where}\nNo difference.\n`);
  const [name] = why.split(' ');
  expect(readFileSync(`${ROOT}docs/sandbox-behaviours.md`, 'utf8')).toContain(`\`${name}\``);
});

it('links to pages and files that there are', () => {
  const links = [...PAGE.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) expect(readFileSync(`${ROOT}docs/${link}`, 'utf8')).not.toBe('');
});
