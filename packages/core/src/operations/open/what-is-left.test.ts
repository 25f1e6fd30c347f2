import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../../adapter.ts';
import { GateError } from '../../errors.ts';
import { withRunAgain } from '../../run-again.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { withWhatIsLeft } from './what-is-left.ts';

const change = {
  number: 'CHG0030001',
  state: '-5',
  stateLabel: 'New',
  approval: 'not requested',
} as Change;

const ASSESS = { state: '-4', stateLabel: 'Assess', approval: 'requested' };

/** What `open` ends with on a build of which some properties are others, and what it has written. */
async function ending(
  build: Partial<BuildContext>,
  {
    created = true,
    answer = change as Partial<Change> | null,
    cause = new GateError('FORBIDDEN', 'Not allowed.') as Error,
  } = {},
) {
  const written: unknown[] = [];
  const lines: string[] = [];
  const context = {
    build: { title: 'Build 1', build: { id: '1', url: 'https://ci.example/1' }, callback: false, ...build },
    changes: {
      update: async (_change: Change, fields: unknown) => {
        written.push(fields);
        if (answer === null) throw new GateError('UNAVAILABLE', 'Down.');
        return { change: { ...change, ...answer }, differences: [] };
      },
    },
    log: { info: () => {}, warning: (line: string) => lines.push(line) },
  } as unknown as OperationContext;
  const error = await withWhatIsLeft(cause, { change, created }, context);
  return { error: withRunAgain(error, context.build, 'open'), kept: error, written, lines };
}

describe('where open fails, its change', () => {
  it('stays for the next run of the same build, with a note, and the error says how to run it', async () => {
    const { error, written } = await ending({ runAgain: (operation) => `Retry ${operation}.` });
    expect(error).toMatchObject({
      code: 'FORBIDDEN',
      message:
        'Not allowed. CHG0030001 stays in New, nobody has been asked to approve it, and no build waits for it. Retry open.',
    });
    expect(written).toEqual([{ work_notes: expect.stringMatching(/^Build 1 could not open this change/) }]);
  });

  it.each([
    ['where the last step has brought it', ASSESS, /stays in Assess, and no build waits/],
    ['where it was rejected', { approval: 'rejected' }, /stays in New, and no build waits/],
    ['where nobody can tell', null, /stays, and no build waits/],
  ])('is said to stay %s', async (_where, answer, words) => {
    expect((await ending({}, { answer })).error).toMatchObject({ message: expect.stringMatching(words) });
  });

  it('is canceled where another run is a new build', async () => {
    const { error, written } = await ending({ againIsNewBuild: true }, { answer: { state: '4' } });
    expect(error).toMatchObject({ message: expect.stringMatching(/CHG0030001 was canceled again/) });
    expect(written).toEqual([{ state: '4', work_notes: expect.stringMatching(/^Canceled by Build 1/) }]);
  });

  it.each([
    ['the instance ignores that', {}],
    ['that fails', null],
  ])('is named for a person to cancel where %s', async (_what, answer) => {
    const { error, lines } = await ending({ againIsNewBuild: true }, { answer });
    expect(error).toMatchObject({ message: expect.stringMatching(/CHG0030001 is left, and no build waits/) });
    expect(lines).toEqual([
      expect.stringMatching(/CHG0030001 could not be canceled again; cancel it in ServiceNow/),
    ]);
  });

  it('is not canceled where it was there before', async () => {
    const { error, written } = await ending({ againIsNewBuild: true }, { created: false });
    expect(error).toMatchObject({
      message: expect.stringMatching(/Cancel it in ServiceNow, unless another build/),
    });
    expect(written).toEqual([{ work_notes: expect.any(String) }]);
  });

  it('is told beside a defect, which stays as it is', async () => {
    const cause = new TypeError('x is undefined');
    const { kept, lines } = await ending({}, { cause });
    expect(kept).toBe(cause);
    expect(lines).toEqual([expect.stringMatching(/^CHG0030001 stays in New, nobody has been asked/)]);
  });

  it('is said to have no note where that fails, and in its state where that has no label', async () => {
    expect((await ending({}, { answer: null })).lines).toEqual([
      'The reason could not be noted on CHG0030001 either.',
    ]);
    const { error, lines } = await ending({}, { answer: { state: '-1', stateLabel: '' } });
    expect(error).toMatchObject({ message: expect.stringContaining('stays in Implement, and no build') });
    expect(lines).toEqual([]);
  });
});
