/** The admin's guide names what the update set brings. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ApprovalLook } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { REFERENCE, withInventory } from '../../packages/servicenow-app/build/inventory.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { field, recordsOf } from '../update-set/records.ts';
import { shippedScripts } from './shipped-scripts.ts';

/** The guide, and its reference. */
const guide = ['servicenow-app', 'servicenow-reference']
  .map((page) => readFileSync(new URL(`../../docs/${page}.md`, import.meta.url), 'utf8'))
  .join('\n');
const rows = recordsOf(readFileSync(UPDATE_SET, 'utf8'));

function names(type: string): string[] {
  const found = rows.filter((row) => field(row, 'type') === type).map((row) => field(row, 'target_name'));
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** Records' fields, as far as their payload is one record. */
function values(type: string, name: string): string[] {
  const pattern = new RegExp(`&lt;${name}(?: .*?)?&gt;([^&]*)&lt;/${name}&gt;`);
  return rows.filter((row) => field(row, 'type') === type).map((row) => pattern.exec(row)?.[1] ?? '');
}

/** Columns that the update set gives an index, behind their tables: `x_change_gate_delivery.claim`. */
const indexed = new Set([
  ...values('Table Index', 'logical_table_name').map(
    (table, index) => `${table}.${values('Table Index', 'col_name_string')[index]}`,
  ),
  ...values('Dictionary', 'unique').flatMap((unique, index) => {
    const [table, element] = ['name', 'element'].map((name) => values('Dictionary', name)[index]);
    return unique === 'true' ? [`${table}.${element}`] : [];
  }),
]);

/** Where a script asks the database for rows. A variable names a column in one place: a change is found by its number. */
const ASKS =
  /\.(?:addQuery|addNullQuery|addNotNullQuery|addOrCondition|addEncodedQuery|get)\((?:["']([\w.]+)["']|field\b)/g;

/** What people read: the guides, and the pages of each adapter. */
const PAGES = ['README.md', 'docs', 'adapters/gitlab-component/README.md'].flatMap((path) => {
  const url = new URL(`../../${path}`, import.meta.url);
  if (path.endsWith('.md')) return [url];
  return readdirSync(url)
    .filter((name) => name.endsWith('.md'))
    .map((name) => new URL(`${url}/${name}`));
});

describe('every page', () => {
  it('names under the scope of the app only what the update set brings', () => {
    const set = readFileSync(UPDATE_SET, 'utf8');
    const named = PAGES.flatMap((page) => readFileSync(page, 'utf8').match(/x_change_gate[\w./]*\w/g) ?? []);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !new RegExp(`${name}\\b`).test(set))).toEqual([]);
  });
});

/** Both are wrapped where the margin is. */
const flat = guide.replace(/\s+/g, ' ');

/** What an attempt at a delivery, a report, or a look at a build can come to; the app's own words stand in its scripts. */
const OUTCOMES: Readonly<Record<ApprovalLook['outcome'], true>> = {
  delivered: true,
  taken: true,
  started: true,
  stopped: true,
  unanswered: true,
  waits: true,
  'not-paused-yet': true,
  'already-decided': true,
  'build-ended': true,
  contested: true,
  refused: true,
  unavailable: true,
};
const OWN_OUTCOMES = ['sent', 'queued', 'not-sent', 'not-tried', 'seems-over'];

describe('docs/servicenow-app.md and its reference', () => {
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

  it('names every business rule, and the columns whose update sets one off', () => {
    for (const name of names('Business Rule')) expect(flat).toContain(`*${name}*`);
    const filter = /&lt;filter_condition table=&quot;change_request&quot;&gt;([^&]*)/;
    const filters = rows.map((row) => filter.exec(row)?.[1] ?? '').join('^');
    const changed = [...filters.matchAll(/(?:OR)?([a-z_]+)VALCHANGES/g)].map(([, column = '']) => column);
    // The rule on the app's own column empties it, and decides nothing.
    const columns = changed.filter((column) => column !== 'x_change_gate_evidence');
    expect(columns).toContain('state');
    const listed = /only where it changed ([^:]*):/.exec(flat)?.[1] ?? '';
    expect([...listed.matchAll(/`(\w+)`/g)].map(([, column]) => column)).toEqual(columns);
  });

  it('has the inventory of the built set: `npm run generate` writes it', () => {
    const page = readFileSync(REFERENCE, 'utf8');
    expect(withInventory(page, readFileSync(UPDATE_SET, 'utf8'))).toBe(page);
  });

  it('says why of each table of another scope that the app may read or write', () => {
    const grants = rows.filter((row) => field(row, 'type') === 'Cross scope privilege');
    const value = (row: string, name: string) => new RegExp(`&lt;${name}&gt;([^&]*)`).exec(row)?.[1] ?? '';
    const tables = grants.filter((row) => value(row, 'target_type') === 'sys_db_object');
    expect(tables.length).toBeGreaterThan(15);
    const listed = [...guide.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| ((?:`\w+`(?:, )?)+) \| [^|]+ \|$/gm)];
    for (const row of tables) {
      const [table, operation] = [value(row, 'target_name'), value(row, 'operation')].map(
        (one) => `\`${one}\``,
      );
      const why = listed.filter(
        ([, names = '', operations = '']) =>
          names.includes(table ?? '') && operations.includes(operation ?? ''),
      );
      expect(why, `${operation} ${table}`).not.toEqual([]);
    }
  });

  it.each(['x_change_gate_ci_server', 'x_change_gate_credential'])('names every column of %s', (table) => {
    const columns = values('Dictionary', 'element').filter(
      (_, index) => values('Dictionary', 'name')[index] === table,
    );
    expect(columns.filter((column) => column !== '' && !guide.includes(`\`${column}\``))).toEqual([]);
  });

  it('says of each rule and job what becomes of it at an uninstall', () => {
    const uninstall = /## Uninstall (.*?) ## /.exec(flat)?.[1] ?? '';
    const running = [...names('Business Rule'), ...names('Scheduled Script Execution')];
    expect(running.filter((name) => !uninstall.includes(`*${name}*`))).toEqual([]);
  });

  it('explains every outcome that a form shows', () => {
    const scripts = shippedScripts()
      .map(({ source }) => source)
      .join('\n');
    expect(OWN_OUTCOMES.filter((outcome) => !scripts.includes(`"${outcome}"`))).toEqual([]);
    const explained = [...guide.matchAll(/^\| `([a-z-]+)` \| [^|]+ \|$/gm)].map(([, outcome]) => outcome);
    const all = [...Object.keys(OUTCOMES), ...OWN_OUTCOMES];
    expect(all.filter((outcome) => !explained.includes(outcome))).toEqual([]);
  });

  it('lists what each script asks for, by an index', () => {
    const listed: Record<string, Set<string>> = {};
    for (const [, script = '', table = '', asks = ''] of guide.matchAll(
      /^\| `(Gate\w+)` \| `(\w+)`[^|]* \| ([^|]*) \|$/gm,
    )) {
      const columns = [...asks.matchAll(/`([\w.]+)`/g)].map(([, column = '']) => column);
      listed[script] = new Set([...(listed[script] ?? []), ...columns]);
      if (table.startsWith('x_')) expect(indexed).toContain(`${table}.${columns[0]}`);
    }
    const asked: Record<string, Set<string>> = {};
    for (const { name, source } of shippedScripts()) {
      const columns = [...source.matchAll(ASKS)].map(([, column]) => column ?? 'number');
      const others = columns.filter((column) => column !== 'sys_id');
      if (others.length > 0) asked[name.replace('sys_script_include ', '')] = new Set(others);
    }
    expect(listed).toEqual(asked);
  });

  it('draws every status', () => {
    const list =
      rows.find((row) => field(row, 'name') === 'sys_choice_x_change_gate_registration_status') ?? '';
    const statuses = [...list.matchAll(/&lt;value&gt;(\w+)&lt;/g)].map(([, status = '']) => status);
    expect(statuses).toHaveLength(9);
    for (const status of statuses) expect(guide).toMatch(new RegExp(`\\b${status}\\b`));
  });
});
