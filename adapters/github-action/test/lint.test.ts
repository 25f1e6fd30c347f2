import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_YML } from '../generate.ts';
import { type Linter, loadLinter } from './linter.ts';

const ACTION = readFileSync(ACTION_YML, 'utf8');
const WORKFLOW = `on: push
jobs:
  a: { runs-on: x, steps: [{ run: 'echo "\${{ secrets.A }}"' }] }
`;

describe("GitHub's own linters", () => {
  let linter: Linter;
  beforeAll(async () => {
    linter = await loadLinter();
  });

  it('find nothing in action.yml', async () => {
    expect(await linter.action(ACTION)).toEqual([]);
  });

  it('would find mistakes', async () => {
    expect(await linter.workflow(WORKFLOW)).toEqual([]);
    expect(await linter.action(ACTION.replace('node24', 'node99'))).toEqual([
      expect.stringContaining('node99'),
    ]);
    expect(await linter.action(ACTION.replace('check-circle', 'changegate'))).toEqual([
      expect.stringContaining('changegate'),
    ]);
    expect(await linter.workflow(WORKFLOW.replace('secrets.', 'secretz.'))).toEqual([
      expect.stringContaining('secretz'),
    ]);
  });
});
