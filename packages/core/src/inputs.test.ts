/** What the inputs are: who reads each, which are secret, and where the values end that each takes. */
import { describe, expect, it } from 'vitest';
import { type InputDeclaration, OPERATIONS } from './inputs/declaration.ts';
import { secretValues } from './inputs/parse.ts';
import { INPUTS, type InputName } from './inputs.ts';

const DECLARED = Object.entries(INPUTS) as [InputName, InputDeclaration][];
const namesOf = (is: (input: InputDeclaration) => boolean) =>
  DECLARED.filter(([, input]) => is(input))
    .map(([name]) => name)
    .toSorted();

const BY_ALL = [
  'operation',
  'instance-url',
  'app-scope',
  'username',
  'password',
  'client-id',
  'client-secret',
  'refresh-token',
  'jwt-private-key',
  'jwt-subject',
  'jwt-key-id',
  'access-token',
  'id-token-audience',
  'api-key',
  'client-certificate',
  'client-key',
  'ca-certificate',
  'gate-name',
];
const NAMED = ['change-number', 'change-sys-id'];
const POLICY = ['proceed-states', 'approval-policy', 'conflict-policy', 'window-policy', 'implement'];
const DEADLINE = ['deadline-minutes', 'deadline-outcome'];
const NOTES = ['work-notes', 'comments'];
const FILES = ['attachments', 'attachment-limit'];
const PLAN = ['data', 'data-file', 'planned-start', 'planned-end', 'strict', 'affected-cis'];
const CREATED = ['change-type', 'standard-template', 'change-model', 'tasks', 'tasks-file'];
const CALLBACK = ['submit', 'callback-token', 'callback-alias'];
const CHECKED = [
  ...PLAN,
  ...CREATED,
  ...CALLBACK,
  ...POLICY,
  'deadline-minutes',
  'check-write',
  'check-report',
  'profile',
];
const GIVEN = [
  'test-reports',
  'coverage-reports',
  'security-reports',
  'sbom',
  'artifacts',
  'require-evidence',
  'since',
  'work-item-pattern',
  'stream',
];
const EVIDENCE = [...GIVEN, 'separation'];
const RECORD = [
  'change-type',
  'standard-template',
  'change-model',
  'actual-start',
  'actual-end',
  'leave-in-review',
  'offline-folder',
];
const CHECK = ['artifact', 'rollback', 'separation'];
const ENDING = ['outcome', 'close-code', 'close-notes'];

describe('the inputs', () => {
  it.each([
    [
      'open',
      [...CREATED, ...PLAN, ...FILES, ...NOTES, ...CALLBACK, ...POLICY, ...DEADLINE, ...EVIDENCE, 'on-newer'],
    ],
    ['verify', ['data', 'conflict-check', ...POLICY, ...CHECK, 'emergency-reason', 'incident']],
    ['wait', [...POLICY, ...DEADLINE, ...CHECK]],
    ['update', [...PLAN, ...FILES, ...NOTES, 'state', 'task', ...ENDING, ...EVIDENCE]],
    ['close', ['data', ...FILES, ...NOTES, ...ENDING]],
    ['cancel', [...NOTES, 'unless-decided']],
    ['status', POLICY],
    ['check', CHECKED],
    ['record', [...RECORD, ...PLAN, ...FILES, ...NOTES, ...ENDING, ...GIVEN, 'on-newer']],
  ] as const)('that %s reads', (operation, own) => {
    expect(namesOf(({ operations }) => operations.includes(operation))).toEqual(
      [...BY_ALL, ...(['record', 'check'].includes(operation) ? [] : NAMED), ...own].toSorted(),
    );
  });

  it('are read by the nine operations', () => {
    expect(OPERATIONS).toEqual([
      'open',
      'verify',
      'wait',
      'update',
      'close',
      'cancel',
      'status',
      'record',
      'check',
    ]);
  });

  it('that no message may show', () => {
    const values = Object.fromEntries(DECLARED.map(([name]) => [name, `the ${name}`]));
    expect(secretValues({ values, displayName: (name) => name }, {}).toSorted()).toEqual([
      'the access-token',
      'the api-key',
      'the callback-token',
      'the client-key',
      'the client-secret',
      'the jwt-private-key',
      'the password',
      'the refresh-token',
    ]);
    expect(secretValues({ values: { username: 'ci' }, displayName: (name) => name }, {})).toEqual([]);
  });

  it('that YAML takes for another type than text', () => {
    expect(namesOf(({ yaml }) => yaml === 'boolean')).toEqual([
      'check-write',
      'conflict-check',
      'implement',
      'leave-in-review',
      'rollback',
      'strict',
      'submit',
      'unless-decided',
    ]);
    expect(namesOf(({ yaml }) => yaml === 'integer')).toEqual([
      'attachment-limit',
      'deadline-minutes',
      'proceed-states',
      'state',
    ]);
  });

  it('have these values where they are not set', async () => {
    const values = await Promise.all(
      DECLARED.map(async ([name, { schema }]) => [name, (await schema.safeParseAsync(undefined)).data]),
    );
    expect(Object.fromEntries(values.filter(([, value]) => value !== undefined))).toEqual({
      strict: false,
      'affected-cis': [],
      attachments: [],
      'attachment-limit': 100,
      submit: true,
      'approval-policy': 'approved',
      'conflict-policy': 'ignore',
      'window-policy': 'ignore',
      'deadline-outcome': 'deny',
      implement: false,
      'conflict-check': false,
      'unless-decided': false,
      'test-reports': [],
      'coverage-reports': [],
      'security-reports': [],
      sbom: [],
      artifacts: [],
      artifact: [],
      'require-evidence': [],
      'work-item-pattern': '[A-Z][A-Z0-9]+-\\d+',
      'on-newer': 'keep',
      rollback: false,
      'leave-in-review': false,
      'check-write': false,
      separation: 'record',
    });
  });
});

const letters = (count: number) => 'a'.repeat(count);
const TEXTS: readonly InputName[] = [
  'username',
  'password',
  'client-id',
  'client-secret',
  'refresh-token',
  'jwt-private-key',
  'jwt-subject',
  'jwt-key-id',
  'client-certificate',
  'client-key',
  'ca-certificate',
  'standard-template',
  'change-model',
  'data-file',
  'tasks-file',
  'task',
  'work-notes',
  'comments',
  'state',
  'close-code',
  'close-notes',
];
const FLAGS: readonly InputName[] = ['strict', 'submit', 'implement', 'conflict-check', 'unless-decided'];
const TIMES: readonly InputName[] = ['planned-start', 'planned-end'];
const HEADERS: readonly InputName[] = ['access-token', 'api-key'];
const MAX_STATES = Array.from({ length: 10 }, (_, state) => String(state));
const HEX = '0123456789abcdef';

type Taken = readonly [value: string, parsed: unknown];
const same = (...values: string[]): readonly Taken[] => values.map((value) => [value, value]);
const each = (names: readonly InputName[], taken: readonly Taken[], refused: readonly string[]) =>
  names.map((name) => [name, taken, refused] as const);

describe('the values of', () => {
  it.each([
    ...each(TEXTS, same('x', ' '), ['']),
    ...each(
      FLAGS,
      [
        ['true', true],
        ['false', false],
      ],
      ['', 'True', 'yes', '1'],
    ),
    ...each(
      TIMES,
      [
        ['now', { after: 0 }],
        [' +1m ', { after: 60_000 }],
      ],
      ['', 'now then', '1m'],
    ),
    ...each(HEADERS, same('!', '~', 'a.b'), ['', 'a b', 'a\n', ' a', 'ä']),
    [
      'instance-url',
      [['https://acme.example/', 'https://acme.example']],
      ['', 'ftp://acme', 'https://acme/a', 'https://u@acme'],
    ],
    [
      'instance-url',
      [['http://localhost:1', 'http://localhost:1']],
      ['xhttp://localhost:1', 'httpx://localhost'],
    ],
    [
      'change-number',
      same('CHG1', `${'A'.repeat(20)}${'1'.repeat(20)}`),
      ['chg1', '1', 'CHG', 'CHG1 ', ' CHG1'],
    ],
    ['change-number', [], [`${'A'.repeat(21)}1`, `A${'1'.repeat(21)}`]],
    ['change-sys-id', same(HEX + HEX), [`${HEX + HEX}0`, `x${HEX + HEX}`, HEX, HEX.toUpperCase() + HEX, '']],
    ['change-type', same('normal', 'emergency', 'standard'), ['', 'Normal']],
    ['data', [['{"a": 1}', { a: 1 }]], ['', '[]', '{"a": 1']],
    ['tasks', [['[{"a": 1}]', [{ a: 1 }]]], ['', '{}', '[1]']],
    ['affected-cis', [[' a, b\r\nc,,\n', ['a', 'b', 'c']]], []],
    ['attachments', [['a b.txt,\n*.log', ['a b.txt', '*.log']]], []],
    ['attachment-limit', [['1', 1]], ['', '0', '01', '-1', '1.5', 'x1', '1x', '10000']],
    ['attachment-limit', [['9999', 9999]], ['1 ', ' 1']],
    ['callback-token', same('!', '~', letters(2000)), ['', letters(2001), 'a b', 'a\n', ' a']],
    ['callback-alias', same('a', 'A.b_c-9', letters(100)), ['', letters(101), 'a b', '/a', 'a\n']],
    [
      'app-scope',
      same('x_a', 'x_99999_gate', `x_${letters(16)}`),
      ['', `x_${letters(17)}`, 'x_', 'X_a', 'a', ' x_a'],
    ],
    ['app-scope', [], ['x_a/b', 'x_a.b', 'x_a ', 'xx_a']],
    ['gate-name', same('a', 'Z', 'a0_-', letters(40)), ['', letters(41), '1a', '_a', 'a.b', 'a ', ' a']],
    ['proceed-states', [['Implement, model,-2', ['-1', 'model', '-2']]], ['', '1,', 'x', 'models', 'amodel']],
    ['proceed-states', [[MAX_STATES.join(), MAX_STATES]], [[...MAX_STATES, '10'].join()]],
    ['proceed-states', [['123456,-123456', ['123456', '-123456']]], ['1234567', '-1234567', '1x', '--1']],
    ['approval-policy', same('approved', 'state'), ['', 'Approved']],
    ['conflict-policy', same('ignore', 'wait', 'reject'), ['', 'enforce']],
    ['window-policy', same('ignore', 'enforce'), ['', 'wait']],
    ['deadline-minutes', [['0', 0]], ['', '-1', '1.5', '1m', ' 1', '1234567']],
    ['deadline-minutes', [['999999', 999_999]], ['x1']],
    ['deadline-outcome', same('deny', 'leave'), ['', 'reject']],
    ['outcome', [['Failed', 'failure']], ['unknown', 'success,']],
    ['operation', same(...OPERATIONS), ['', 'Open']],
  ] as readonly (readonly [InputName, readonly Taken[], readonly string[]])[])(
    '%s are %j and not %j',
    async (name, taken, refused) => {
      const { schema }: InputDeclaration = INPUTS[name];
      for (const [value, parsed] of taken) {
        expect(await schema.safeParseAsync(value), value).toEqual({ success: true, data: parsed });
      }
      for (const value of refused) {
        expect((await schema.safeParseAsync(value)).success, JSON.stringify(value)).toBe(false);
      }
    },
  );
});
