/** What `scripts/compare-transcripts.mjs` says of transcripts, as whoever runs it sees it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/compare-transcripts.mjs', import.meta.url));

const HEAD = { changeGateTranscript: 1, suite: '1.2.3', ci: 'github', of: 'sandbox' };

const CREATE = {
  ...{ scenario: 'rejected', server: 'instance', as: 'pipeline', method: 'POST' },
  ...{ path: '/api/now/table/change_request', status: 201 },
  response: { result: { sys_id: '<sys_id 1>', state: '-5', parent: '<sys_id 2>' } },
};
const LOOK = {
  ...{ ...CREATE, method: 'GET', status: 200 },
  ...{ path: '/api/now/table/change_request/<sys_id 1>', response: { result: { state: '-4' } } },
};
const NOT_YET = { ...LOOK, response: { result: { state: '-5' } } };

const folder = mkdtempSync(join(tmpdir(), 'change-gate-transcripts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function compared(one: readonly object[], other: readonly object[], known?: unknown) {
  const written = (name: string, lines: readonly unknown[]) => {
    const file = join(folder, name);
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return file;
  };
  const files = [written('one.jsonl', [HEAD, ...one]), written('other.jsonl', [HEAD, ...other])];
  const options = known === undefined ? [] : ['--known', written('known.json', [known])];
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...files, ...options], {
    encoding: 'utf8',
  });
  return { status, lines: (stdout + stderr).trimEnd().split('\n') };
}

it('finds none where only polls and the numbers of placeholders differ', () => {
  const renumbered = JSON.parse(
    JSON.stringify([CREATE, LOOK])
      .replaceAll('<sys_id 1>', '<sys_id 7>')
      .replaceAll('<sys_id 2>', '<sys_id 1>'),
  );
  expect(compared([CREATE, NOT_YET, NOT_YET, LOOK], renumbered)).toEqual({
    status: 0,
    lines: ['No difference.'],
  });
});

const AT = 'rejected: POST /api/now/table/change_request of the instance as pipeline';

const OTHER_STATE = `${AT}: response.result.state is "-5" in the first, and "-4" in the second`;

it.each([
  ['a status', { status: 403 }, 'status is 201 in the first, and 403 in the second'],
  [
    'a missing key',
    { response: { result: { sys_id: '<sys_id 1>', state: '-5' } } },
    'response.result.parent is missing in the second; in the first it is "<sys_id 2>"',
  ],
  [
    'a value',
    { response: { result: { ...CREATE.response.result, state: '-4' } } },
    'response.result.state is "-5" in the first, and "-4" in the second',
  ],
  [
    'a type',
    { response: { result: { ...CREATE.response.result, state: -5 } } },
    'response.result.state is a text in the first ("-5"), and a number in the second (-5)',
  ],
  [
    'one thing that stands for two',
    { response: { result: { ...CREATE.response.result, parent: '<sys_id 1>' } } },
    'response.result.sys_id is, in one of the two, something else than where it stood before: ' +
      '"<sys_id 1>" in the first, and "<sys_id 1>" in the second',
  ],
  ['the length of a list', { request: [] }, 'request is missing in the first; in the second it is []'],
])('names %s that differs', (_what, change, words) => {
  expect(compared([CREATE, LOOK], [{ ...CREATE, ...change }, LOOK])).toEqual({
    status: 1,
    lines: [`${AT}: ${words}`, 'Differences: 1.'],
  });
});

it('names what differs in the same way in several scenarios and elements once', () => {
  const listed = (scenario: string, jobs: readonly object[], total: number) => ({
    ...{ scenario, server: 'ci', as: 'starter', method: 'GET', path: '/repos/jobs', status: 200 },
    response: { total_count: total, jobs },
  });
  const [plain, labelled] = [[{ id: '<id 1>' }, { id: '<id 2>' }], [{ id: '<id 3>', tag: '<name 1>' }]];
  const many = [...labelled, { id: '<id 4>', tag: '<name 2>' }, { id: '<id 5>' }];
  const one = [listed('approved', plain, 2), listed('rejected', plain, 2)];
  const other = [listed('approved', many, 30), listed('rejected', many, 31)];
  const at = 'approved, rejected: GET /repos/jobs of the ci as starter: response.jobs';
  expect(compared(one, other).lines).toEqual([
    `${at} has more in the second than in the first (2 times)`,
    `${at}[0].tag is missing in the first; in the second it is "<name 1>" (4 times)`,
    'Differences: 2.',
  ]);
});

it('names an exchange that one of them has more, and a scenario', () => {
  const update = { ...CREATE, method: 'PATCH' };
  const another = { ...CREATE, scenario: 'approved' };
  expect(compared([CREATE, update, CREATE], [CREATE, CREATE, another]).lines).toEqual([
    'rejected: PATCH /api/now/table/change_request of the instance as pipeline: is asked in the first alone',
    'approved: is in the second transcript alone',
    'Differences: 2.',
  ]);
});

it('holds what is known, and says what of it was not seen', () => {
  const other = { ...CREATE, response: { result: { ...CREATE.response.result, state: '-4' } } };
  const known = [
    {
      where: 'response.result.state is "-5" in the first',
      why: 'stateAtInsert in docs/sandbox-behaviours.md',
    },
    { where: 'nowhere', why: 'an example' },
  ];
  expect(compared([CREATE], [other], known)).toEqual({
    status: 0,
    lines: [
      `Known: ${OTHER_STATE} (stateAtInsert in docs/sandbox-behaviours.md)`,
      'Known, and not seen: nowhere',
      'No difference but for what is known (1).',
    ],
  });
});

it('refuses what is no transcript, and a list that is none', () => {
  expect(compared([], [], { where: 'state' })).toEqual({
    status: 2,
    lines: [expect.stringMatching(/known\.json is no list of \{"where": "\.\.\.", "why": "\.\.\."\}\.$/)],
  });
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, SCRIPT, SCRIPT], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/mjs, line 1: is no JSON\.\n$/)]);
});
