/** The admin's guide names what the update set brings. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';
import { field, recordsOf } from '../update-set/records.ts';

const guide = readFileSync(new URL('../../docs/servicenow-app.md', import.meta.url), 'utf8');
const rows = recordsOf(readFileSync(UPDATE_SET, 'utf8'));

function names(type: string): string[] {
  const found = rows.filter((row) => field(row, 'type') === type).map((row) => field(row, 'target_name'));
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** Records' fields, as far as their payload is one record. */
function values(type: string, name: string): string[] {
  const pattern = new RegExp(`&lt;${name}&gt;([^&]*)&lt;/${name}&gt;`);
  return rows.filter((row) => field(row, 'type') === type).map((row) => pattern.exec(row)?.[1] ?? '');
}

/** The guide is wrapped where the margin is. */
const flat = guide.replace(/\s+/g, ' ');

describe('docs/servicenow-app.md', () => {
  it.each(['System Property', 'Role', 'UI Action', 'Test', 'Flow', 'Action Type', 'Event Registration'])(
    'names every %s',
    (type) => {
      for (const name of names(type)) expect(flat).toContain(name);
    },
  );

  it('lists every table', () => {
    for (const table of values('Table', 'name')) expect(guide).toContain(`| \`${table}\` |`);
  });

  it('lists the CI servers that the app ships with', () => {
    const urls = values('CI server', 'base_url');
    expect(urls).toHaveLength(3);
    for (const url of urls) expect(guide).toContain(`\`${url}\``);
  });

  it('draws every status', () => {
    const list =
      rows.find((row) => field(row, 'name') === 'sys_choice_x_change_gate_registration_status') ?? '';
    const statuses = [...list.matchAll(/&lt;value&gt;(\w+)&lt;/g)].map(([, status = '']) => status);
    expect(statuses).toHaveLength(9);
    for (const status of statuses) expect(guide).toMatch(new RegExp(`\\b${status}\\b`));
  });
});
