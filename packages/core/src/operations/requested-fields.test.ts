import { describe, expect, it } from 'vitest';
import { readTimeInput } from '../inputs/time.ts';
import { noteFields, requestedFields } from './requested-fields.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

function requested(data: Record<string, unknown>, planned: { start?: string; end?: string } = {}) {
  const inputs = {
    'planned-start': planned.start === undefined ? undefined : readTimeInput(planned.start),
    'planned-end': planned.end === undefined ? undefined : readTimeInput(planned.end),
  };
  return requestedFields(inputs, data, NOW, (name) => name);
}

describe('times in the data', () => {
  it.each([
    'start_date',
    'end_date',
    'work_start',
    'work_end',
    'cab_date_time',
    'requested_by_date',
    'due_date',
    'expected_start',
    'follow_up',
  ])('%s is taken in any form in which planned-start is, and sent as ServiceNow wants it', (column) => {
    const { fields } = requested({ [column]: '2026-03-02T22:00:00+01:00' });
    expect(fields).toEqual({ [column]: '2026-03-02 21:00:00' });
    for (const time of ['+2h', ' +2h\n'])
      expect(requested({ [column]: time }).fields).toEqual({ [column]: '2026-03-01 14:00:00' });
  });

  it.each(['2026-03-02T22:00:00', '2026-02-30 22:00:00', '12/24/2026 10:00 PM', 'soon', 1772400000, true])(
    '%j is refused, and named',
    (value) => {
      for (const column of ['start_date', 'work_end']) {
        expect(() => requested({ [column]: value })).toThrowError(
          `data: ${column} must be a time with its zone like 2026-03-01T22:00:00+01:00`,
        );
      }
    },
  );

  it('may clear a column', () => {
    expect(requested({ start_date: '', end_date: null }).fields).toEqual({ start_date: '', end_date: null });
  });
});

describe('a planned end', () => {
  it.each([
    [{}, { start: '2026-03-02T22:00:00Z', end: '2026-03-02T21:59:59Z' }],
    [{}, { start: '2026-03-02T22:00:00Z', end: '+0m' }],
    [{ start_date: '2026-03-02 22:00:00', end_date: '2026-03-02 21:00:00' }, {}],
    [{ end_date: '2026-03-02 21:00:00' }, { start: '2026-03-02T22:00:00Z' }],
  ])('is refused where it is not after the start: %j, %j', (data, planned) => {
    expect(() => requested(data, planned)).toThrowError(/planned-end: the planned end .* is not after/);
  });

  it('may come alone, or after the start', () => {
    expect(requested({}, { end: '2026-02-01T00:00:00Z' }).fields).toEqual({
      end_date: '2026-02-01 00:00:00',
    });
    expect(requested({}, { start: '2026-03-01T23:30:00-05:00', end: '+1m' }).fields).toEqual({
      start_date: '2026-03-02 04:30:00',
      end_date: '2026-03-02 04:31:00',
    });
  });
});

describe('notes', () => {
  it.each([
    [{}, {}],
    [{ 'work-notes': 'a' }, { work_notes: 'a' }],
    [{ comments: 'b' }, { comments: 'b' }],
    [
      { 'work-notes': 'a', comments: 'b' },
      { work_notes: 'a', comments: 'b' },
    ],
  ])('of %j are %j', (inputs, fields) => {
    expect(noteFields({ 'work-notes': undefined, comments: undefined, ...inputs })).toEqual(fields);
  });
});

it('names each time in the data that is none', () => {
  expect(() => requested({ work_start: 'soon', due_date: 'later' })).toThrowError(
    /data: work_start must be .*data: due_date must be /,
  );
});

describe('what counts from now', () => {
  it.each([
    [{}, { start: 'now', end: '+1h' }, ['start_date', 'end_date']],
    [{}, { start: '2026-03-02T22:00:00Z', end: '+1h' }, []],
    [{}, { end: '+1h' }, ['end_date']],
    [{ due_date: '+1d', follow_up: '2026-03-02 22:00:00' }, {}, ['due_date']],
    [{ start_date: '+1d' }, { start: '2026-03-02T22:00:00Z' }, []],
    [{ end_date: '+1h' }, { start: '2026-03-02T22:00:00Z' }, []],
    [{ start_date: '2026-03-02 22:00:00' }, { start: '+1d' }, ['start_date']],
  ])('of %j and %j', (data, planned, moving) => {
    expect(requested(data, planned).moving).toEqual(moving);
  });
});
