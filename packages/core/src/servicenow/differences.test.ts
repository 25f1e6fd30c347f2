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
