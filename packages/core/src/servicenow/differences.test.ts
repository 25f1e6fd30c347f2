import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';

const field = (value: unknown, display_value: unknown = value) => ({ value, display_value });

describe('differences', () => {
  it('is content with what arrived, in whatever form', () => {
    const sent = {
      a: 'x',
      group: 'Network',
      risk: 3,
      on: true,
      gone: null,
      text: 'one\r\ntwo ',
      work_notes: 'n',
    };
    const row = {
      a: field('x'),
      group: field('0f4ac6c4b750230096c3e4f6ee11a9fe', 'Network'),
      risk: field('3', 'Moderate'),
      on: field(true, 'true'),
      gone: field(''),
      text: field('one\ntwo'),
    };
    expect(differences(sent, row)).toEqual([]);
  });

  it('names what was dropped, altered or cut', () => {
    const sent = {
      no_such: 'x',
      risk: 'High',
      short_description: 'x'.repeat(200),
      cmdb_ci: 'web',
      location: 'Atlantis',
    };
    const row = {
      risk: field('4', 'Low'),
      short_description: field('x'.repeat(160)),
      cmdb_ci: field(''),
      location: { ...field('Atlantis', ''), link: 'https://x/api/now/table/cmn_location/Atlantis' },
    };
    expect(differences(sent, row)).toEqual([
      'no_such was dropped (no such column, or the integration user may not use it)',
      'risk came back as "4" (sent "High")',
      'short_description came back as 160 characters (sent 200 characters)',
      'cmdb_ci was dropped (sent "web")',
      'location was stored as "Atlantis", which is no sys_id: it refers to no record',
    ]);
  });
});

it.each(['work_notes', 'comments', 'comments_and_work_notes'])(
  '%s are read back as something else',
  (name) => {
    expect(differences({ [name]: 'n' }, { [name]: field('') })).toEqual([]);
  },
);

it.each([null, undefined, {}])('a field is dropped where %j comes back', (row) => {
  expect(differences({ risk: '3' }, row)).toEqual([
    expect.stringMatching(/^risk was dropped \(no such column/),
  ]);
});

it('a field that the instance says it ignored is dropped, unless it came back', () => {
  const row = { risk: field('3'), impact: field('2'), urgency: field('1') };
  expect(differences({ risk: '4', impact: '2', urgency: '2' }, row, ['risk', 'impact'])).toEqual([
    'risk was dropped (sent "4")',
    'urgency came back as "1" (sent "2")',
  ]);
});

it('a reference refers to a record by sys_id alone, and may be empty', () => {
  const link = 'https://x/api/now/table/sys_user/x';
  const refused = [expect.stringContaining('which is no sys_id')];
  const stored = (value: string, shown = 'Somebody') =>
    differences({ a: value }, { a: { ...field(value, shown), link } });
  expect(stored('')).toEqual([]);
  expect(stored('0f4AC6c4b750230096c3e4f6ee11a9fe')).toEqual([]);
  expect(stored(`${'a'.repeat(33)}`)).toEqual(refused);
  expect(stored(`x${'a'.repeat(32)}`)).toEqual(refused);
  expect(stored('a'.repeat(31))).toEqual(refused);
  expect(stored('Somebody')).toEqual(refused);
});

it.each([
  [40, JSON.stringify('x'.repeat(40))],
  [41, '41 characters'],
])('a text of %i characters is named as %s', (length, named) => {
  expect(differences({ a: 'x'.repeat(length) }, { a: field('y') })).toEqual([
    `a came back as "y" (sent ${named})`,
  ]);
  expect(differences({ a: 'y' }, { a: field('x'.repeat(length)) })).toEqual([
    `a came back as ${named} (sent "y")`,
  ]);
});

it('outer blanks and carriage returns do not count, on either side', () => {
  expect(differences({ a: 'one\r\ntwo' }, { a: field(' one\ntwo\r\n') })).toEqual([]);
  expect(differences({ a: ' one\ntwo\r\n' }, { a: field('one\r\ntwo') })).toEqual([]);
});
