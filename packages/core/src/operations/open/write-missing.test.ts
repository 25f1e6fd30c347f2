import { describe, expect, it } from 'vitest';
import type { Change } from '../../servicenow/change.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import type { OperationContext } from '../context.ts';
import { writeMissing } from './write-missing.ts';

const change = (state: string) => ({ number: 'CHG1', state, stateLabel: `label ${state}` }) as Change;

interface Given {
  readonly state?: string;
  readonly moving?: string[];
  readonly strict?: boolean;
  /** Columns that the change holds as they are wanted. */
  readonly holds?: string[];
  /** What was not kept of what is written. */
  readonly differences?: string[];
}

async function writing(
  wanted: ChangeFields,
  { state = '-5', moving = [], strict = false, holds = [], differences = [] }: Given = {},
) {
  const asked: ChangeFields[] = [];
  const written: ChangeFields[] = [];
  const log: string[] = [];
  const context = {
    client: {},
    changes: {
      missing: async (_found: Change, fields: ChangeFields) => {
        asked.push(fields);
        const missing = Object.entries(fields).filter(([column]) => !holds.includes(column));
        return { change: change(state), missing: Object.fromEntries(missing) };
      },
      update: async (found: Change, fields: ChangeFields) => {
        written.push(fields);
        return { change: { ...found, stateLabel: 'written' }, differences };
      },
    },
    log: { info: (line: string) => log.push(line), warning: (line: string) => log.push(`WARNING ${line}`) },
  } as unknown as OperationContext;
  const ended = writeMissing(change('found'), { wanted, moving, strict }, context);
  const outcome = await ended.then(
    ({ stateLabel }) => stateLabel,
    (error) => error.message,
  );
  return { outcome, asked, written, log };
}

describe('what a change in New lacks', () => {
  it('is written, and what it holds is not', async () => {
    expect(await writing({ risk: '2', impact: '1' }, { holds: ['impact'] })).toEqual({
      outcome: 'written',
      asked: [{ risk: '2', impact: '1' }],
      written: [{ risk: '2' }],
      log: ['Wrote risk to CHG1.'],
    });
  });

  it('is nothing: nothing is written or said', async () => {
    expect(await writing({ risk: '2' }, { holds: ['risk'] })).toMatchObject({
      outcome: 'label -5',
      written: [],
      log: [],
    });
    expect(await writing({})).toEqual({ outcome: 'label found', asked: [], written: [], log: [] });
  });

  it('is told where it was not kept: a warning, and with strict an error', async () => {
    const differences = ['risk was dropped'];
    const { outcome, log } = await writing({ risk: '2' }, { differences });
    expect(outcome).toBe('written');
    expect(log[1]).toMatch(/^WARNING .*CHG1.*risk was dropped/);
    expect((await writing({ risk: '2' }, { differences, strict: true })).outcome).toMatch(/risk was dropped/);
  });

  it.each(['type', 'chg_model'])(
    'is not written where it is %s, on which depends who is asked',
    async (column) => {
      const wanted = { [column]: 'a'.repeat(32), risk: '2' };
      const { outcome, written, log } = await writing(wanted);
      expect(outcome).toBe('written');
      expect(written).toEqual([{ risk: '2' }]);
      expect(log[0]).toContain(`does not hold as they are asked for here: ${column}. They were not written`);
      expect(await writing(wanted, { strict: true })).toMatchObject({
        outcome: expect.stringContaining('or cancel the change to open another one'),
        written: [],
      });
    },
  );
});

describe('what a change lacks that people have been asked about', () => {
  const given = { state: '-4' };

  it('is named, and not written', async () => {
    expect(await writing({ risk: '2', impact: '1' }, given)).toMatchObject({
      outcome: 'label -4',
      written: [],
      log: [expect.stringMatching(/^WARNING CHG1 exists already, in label -4, .*: risk, impact\. They/)],
    });
  });

  it('is an error with strict, but for times that count from now', async () => {
    const wanted = { start_date: '2026-03-01 12:00:00' };
    const strictly = { ...given, strict: true };
    expect(await writing(wanted, { ...strictly, moving: ['start_date'] })).toMatchObject({
      outcome: 'label -4',
      log: [expect.stringContaining('start_date')],
    });
    for (const moving of [[], ['end_date']])
      expect((await writing(wanted, { ...strictly, moving })).outcome).toMatch(/start_date/);
    const both = { ...wanted, risk: '2' };
    expect((await writing(both, { ...strictly, moving: ['start_date'] })).outcome).toMatch(/risk/);
  });
});

it.each(['work_notes', 'comments'])('never writes %s, which may stand there already', async (column) => {
  const { outcome, asked, log } = await writing({ [column]: 'x', risk: '2' }, { holds: ['risk'] });
  expect(outcome).toBe('label -5');
  expect(asked).toEqual([{ risk: '2' }]);
  expect(log).toEqual([expect.stringContaining(`WARNING ${column} not written to CHG1`)]);
});
