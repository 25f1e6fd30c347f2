/** What `--record` keeps of runs against sandboxes, and where `scripts/compare-transcripts.mjs` says that they differ. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codefresh } from './codefresh.ts';
import { runSuiteProcess } from './processes.ts';
import { type Behaviours, setTheStage } from './stage-set.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/compare-transcripts.mjs', import.meta.url));

const SCENARIOS = ['evidence', 'rejected', 'unlisted-server'];

const folder = mkdtempSync(join(tmpdir(), 'change-gate-transcripts-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Recorded {
  readonly file: string;
  readonly output: string;
}

let one: Recorded;
let again: Recorded;
let other: Recorded;

beforeAll(async () => {
  [one, again, other] = await Promise.all([
    record('one.jsonl'),
    record('again.jsonl'),
    record('other.jsonl', { ci: { deniedStatus: 'denied' } }),
  ]);
});

async function record(name: string, behaviours: Behaviours = {}): Promise<Recorded> {
  const file = join(folder, name);
  const set = await setTheStage(codefresh, behaviours);
  const only = SCENARIOS.flatMap((scenario) => ['--only', scenario]);
  const { output } = await runSuiteProcess({ ...set.settings, AT_ONCE: '1' }, ['--record', file, ...only]);
  await set.end();
  return { file, output };
}

function compare(first: Recorded, second: Recorded) {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, first.file, second.file], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

it('keeps each scenario', () => {
  expect(one.output).toContain(`${SCENARIOS.length} holds, `);
  const [head, ...lines] = readFileSync(one.file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(head).toMatchObject({ changeGateTranscript: 1, ci: 'Codefresh', of: 'sandbox' });
  expect([...new Set(lines.map(({ scenario }) => scenario))]).toEqual(['suite', ...SCENARIOS]);
  const decided = { scenario: 'rejected', server: 'instance', as: 'approver', method: 'PATCH' };
  expect(lines).toContainEqual({
    ...decided,
    path: expect.stringMatching(
      /^\/api\/now\/table\/sysapproval_approver\/<sys_id \d>\?sysparm_fields=sys_id$/,
    ),
    request: { comments: 'Change Gate live suite', state: 'rejected' },
    status: 200,
    response: { result: { sys_id: expect.stringMatching(/^<sys_id \d>$/) } },
  });
});

it('of the same on another sandbox, differs in nothing', () => {
  expect(compare(one, again)).toEqual({ status: 0, lines: ['No difference.'] });
});

it('of a sandbox that behaves in another way, differs there by name', () => {
  expect(compare(one, other)).toEqual({
    status: 1,
    lines: [
      'rejected: GET /builds/<id>?<parameter> of the ci as starter: ' +
        'response.status is "error" in the first, and "denied" in the second',
      'Differences: 1.',
    ],
  });
});
