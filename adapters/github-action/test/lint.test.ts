import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_YML } from '../generate.ts';
import { type Linter, loadLinter } from './linter.ts';

const ACTION = readFileSync(ACTION_YML, 'utf8');
const GUIDE = readFileSync(new URL('../../../docs/github.md', import.meta.url), 'utf8');

const CALLED = readFileSync(
  new URL('../../../examples/github/gated-deployment.yml', import.meta.url),
  'utf8',
);

const WORKFLOWS = [...[...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? ''), CALLED];

describe("GitHub's own linters", () => {
  let linter: Linter;
  beforeAll(async () => {
    linter = await loadLinter();
  });

  it('find nothing in action.yml', async () => {
    expect(await linter.action(ACTION)).toEqual([]);
  });

  it('find nothing in the workflows of docs/github.md and of examples/github', async () => {
    expect(WORKFLOWS).toHaveLength(6);
    const found = await Promise.all(WORKFLOWS.map((workflow) => linter.workflow(workflow)));
    expect(found).toEqual(WORKFLOWS.map(() => []));
  });

  it('would find mistakes', async () => {
    expect(await linter.action(ACTION.replace('node24', 'node99'))).toEqual([
      expect.stringContaining('node99'),
    ]);
    expect(await linter.action(ACTION.replace('check-circle', 'changegate'))).toEqual([
      expect.stringContaining('changegate'),
    ]);
    expect(await linter.workflow((WORKFLOWS[0] ?? '').replace('secrets.', 'secretz.'))).toEqual([
      expect.stringContaining('secretz'),
    ]);
  });
});
