import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../../adapter.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { type Change, toChange } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds } from '../find/change-identity.ts';
import { createOnce } from './create-once.ts';

const KEY = 'testci:1:change';
const [FIRST = '', SECOND = '', THIRD = ''] = changeSysIds(KEY);
const CREATED = { change: { number: 'CHG1' } as Change, differences: ['a difference'] };

const UNANSWERED: GateErrorCode[] = ['UNAVAILABLE', 'NOT_JSON', 'PROXY_PAGE', 'UNEXPECTED_ANSWER'];
const REFUSED: GateErrorCode[] = [
  'RATE_LIMITED',
  'FORBIDDEN',
  'RULE_ABORTED',
  'POLICY_REFUSED',
  'NOT_ACCEPTED',
];

function change(columns: Record<string, string> = {}): Change {
  const values = {
    sys_id: FIRST,
    number: 'CHG2',
    state: '-5',
    approval: 'not requested',
    correlation_id: KEY,
    ...columns,
  };
  return toChange(
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, display_value: value }]),
    ),
  );
}

/** @param answers to each try and each look, in order */
async function tried(
  creates: readonly (typeof CREATED | Error)[],
  looks: readonly (readonly Change[] | Error)[],
  { sysId = FIRST, build = {} as Partial<BuildContext> } = {},
) {
  const next = <T>(answers: T[]): Exclude<T, Error> => {
    const answer = answers.shift();
    if (answer === undefined) throw new Error('asked too often');
    if (answer instanceof Error) throw answer;
    return answer as Exclude<T, Error>;
  };
  const [toCreate, toLook] = [[...creates], [...looks]];
  const log: string[] = [];
  const context = {
    build: { build: { id: '1', url: '' }, callback: false, ...build },
    gate: { name: 'change', key: KEY },
    client: {},
    changes: { ofGate: async () => ({ found: next(toLook), isComplete: true }) },
    log: { info: (line: string) => log.push(line) },
    displayName: (name: string) => name,
  } as unknown as OperationContext;
  const outcome = await createOnce(async () => next(toCreate), sysId, context).catch((error) => error);
  expect([toCreate, toLook]).toEqual([[], []]);
  return { outcome, log };
}

const failure = (code: GateErrorCode) => new GateError(code, `Failed with ${code}.`);

describe('a create', () => {
  it('is taken as it was answered, without a look', async () => {
    expect(await tried([CREATED], [])).toEqual({ outcome: { created: CREATED }, log: [] });
  });

  it.each(['UNAUTHENTICATED', 'INVALID_INPUT', 'LOGIN_PAGE', 'ANOTHER_RECORD'] as const)(
    'that fails with %s cannot have arrived: nothing is looked for',
    async (code) => {
      const error = failure(code);
      expect((await tried([error], [])).outcome).toBe(error);
    },
  );

  it('does not hide a defect', async () => {
    const defect = Object.assign(new Error('No such file'), { code: 'FORBIDDEN' });
    expect((await tried([defect], [])).outcome).toBe(defect);
  });
});

describe.each(UNANSWERED)('a create that fails with %s', (code) => {
  const error = failure(code);

  it('is looked for, and its change is the one that this run has created', async () => {
    const { outcome, log } = await tried([error], [[change()]]);
    expect(outcome).toEqual({ created: { change: change(), differences: [] } });
    expect(log).toEqual([expect.stringContaining('looking whether it arrived')]);
  });

  it('is sent once more where there is none, and never a third time', async () => {
    const { outcome, log } = await tried([error, CREATED], [[]]);
    expect(outcome).toEqual({ created: CREATED });
    expect(log[1]).toBe('It did not arrive: sending it once more.');

    expect((await tried([error, error], [[], []])).outcome).toMatchObject({
      code: 'CREATE_UNANSWERED',
      again: true,
      cause: error,
      message: `Failed with ${code}. Whether a change was created is not known. Its correlation id would be ${KEY}: the next run finds it.`,
    });
  });

  it('is not sent again where the look fails', async () => {
    const { outcome } = await tried([error], [failure('UNAVAILABLE')], { build: { againIsNewBuild: true } });
    expect(outcome).toMatchObject({
      code: 'CREATE_UNANSWERED',
      message: expect.stringContaining(`${KEY}: look for it in ServiceNow, and cancel it.`),
    });
  });
});

describe.each(REFUSED)('a create that is refused with %s', (code) => {
  const error = failure(code);

  it('may have met the change that is there', async () => {
    expect(await tried([error], [[change()]])).toEqual({ outcome: { known: change() }, log: [] });
  });

  it('fails as it was refused where there is none', async () => {
    expect((await tried([error], [[]])).outcome).toBe(error);
  });

  it('fails so too where that cannot be read, and says it', async () => {
    expect((await tried([error], [failure('UNAVAILABLE')])).outcome).toMatchObject({
      code,
      cause: error,
      message: `Failed with ${code}. Whether the change exists already could not be read. Failed with UNAVAILABLE.`,
    });
  });
});

describe('the change that the look finds', () => {
  it.each(['UNAVAILABLE', 'FORBIDDEN'] as const)('may need a person, after %s', async (code) => {
    for (const problem of ['CHANGE_AMBIGUOUS', 'CHANGE_NOT_OURS'] as const)
      expect((await tried([failure(code)], [failure(problem)])).outcome).toMatchObject({ code: problem });
  });

  it('needs proof where its sys_id is none of the gate, and it was approved', async () => {
    const approved = { state: '-1', approval: 'approved' };
    const other = { ...approved, sys_id: 'f'.repeat(32) };
    expect((await tried([failure('UNAVAILABLE')], [[change(other)]])).outcome).toMatchObject({
      code: 'CHANGE_NOT_OURS',
    });
    expect((await tried([failure('UNAVAILABLE')], [[change(approved)]])).outcome).toMatchObject({
      created: { change: { approval: 'approved' } },
    });
  });

  it('is the predecessor where it has ended, and stands in the way', async () => {
    const over = change({ state: '4' });
    for (const code of ['UNAVAILABLE', 'FORBIDDEN'] as const)
      expect((await tried([failure(code)], [[over]])).outcome).toEqual({ known: over });
  });

  it.each([
    ['an earlier one that is open', { sys_id: FIRST }, true],
    ['an earlier one that has ended', { sys_id: FIRST, state: '4' }, false],
    ['the very one, ended', { sys_id: SECOND, state: '3' }, true],
    ['a later one', { sys_id: THIRD }, true],
    ['a later one that has ended', { sys_id: THIRD, state: '4' }, true],
    ['one that has no sys_id of the gate', { sys_id: 'f'.repeat(32) }, false],
  ])('is why the second was refused: %s: %j: %s', async (_what, columns, isWhy) => {
    const error = failure('FORBIDDEN');
    const { outcome } = await tried([error], [[change(columns)]], { sysId: SECOND });
    expect(outcome).toEqual(isWhy ? { known: change(columns) } : error);
  });

  it('is not waited for where an unanswered second meets the first, ended: it is sent once more', async () => {
    const over = change({ state: '4' });
    const { outcome } = await tried([failure('UNAVAILABLE'), CREATED], [[over]], { sysId: SECOND });
    expect(outcome).toEqual({ created: CREATED });
  });
});
