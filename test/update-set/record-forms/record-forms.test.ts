/** Every record of the built update set against the form that genuine records of its type have. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { UPDATE_SET } from '../../environment/environment.ts';
import { compareColumns, compareRecord, Differences, type RecordForm } from './differences.ts';
import genuineForms from './genuine-forms.json' with { type: 'json' };
import { KNOWN_DIFFERENCES, NO_FORM } from './known-differences.ts';
import { child, parseXml, type XmlElement } from './xml-element.ts';

const FORMS: Readonly<Record<string, RecordForm | undefined>> = genuineForms.records;

const unload = parseXml(readFileSync(UPDATE_SET, 'utf8'));
const [header, ...rows] = unload.children as [XmlElement, ...XmlElement[]];
const value = (element: XmlElement, name: string) => child(element, name)?.text ?? '';
const app = {
  id: value(header, 'application'),
  name: value(header, 'application_name'),
  scope: value(header, 'application_scope'),
};
const records = rows.map((row) => {
  const root = parseXml(value(row, 'payload'));
  return { row, root, table: tableOf(value(row, 'name'), root) };
});
const tables = [...new Set(records.map(({ table }) => table))];

/** A record's name begins with its table; that of a set of choices with the element around it. */
function tableOf(name: string, root: XmlElement): string {
  const names = root.children.map((one) => one.name);
  if (names.includes('sys_choice')) return 'sys_choice_set';
  const table = names.find((one) => name.startsWith(`${one}_`));
  if (table === undefined) throw new Error(`${name} is none of ${names.join(', ')}`);
  return table;
}

it('labels every table and column once', () => {
  const named = (table: string) =>
    records
      .filter((record) => record.table === table)
      .map(({ row }) => value(row, 'name').replace(/^[a-z]+_[a-z]+_/, ''));
  const columns = named('sys_dictionary').map((name) => `${name.replace(/_null$/, '_')}_en`);
  expect(named('sys_documentation').sort()).toEqual(columns.sort());
});

it('says of every payload what an instance compares', () => {
  for (const row of rows) {
    const [hash, guid] = [value(row, 'payload_hash'), value(row, 'update_guid')];
    expect(hash).toMatch(/^-?\d+$/);
    expect(guid).toMatch(/^[0-9a-f]{32}$/);
    expect(value(row, 'update_guid_history')).toBe(`${guid}:${hash}`);
  }
});

it('has a form for every record but these', () => {
  expect(tables.filter((table) => FORMS[table] === undefined)).toEqual(NO_FORM);
  const known = Object.keys(KNOWN_DIFFERENCES);
  expect(known.filter((table) => !tables.includes(table))).toEqual([]);
});

it.each(tables.filter((table) => FORMS[table] !== undefined))('%s differs in what is known', (table) => {
  const found = new Differences();
  for (const { row, root } of records.filter((record) => record.table === table)) {
    compareRecord(found, FORMS[table] as RecordForm, table, row, root, app);
  }
  expect(found.toJSON()).toEqual(KNOWN_DIFFERENCES[table] ?? {});
});

it('sys_choice differs in nothing', () => {
  const found = new Differences();
  const sets = records.flatMap(({ root }) => root.children.filter(({ name }) => name === 'sys_choice'));
  const choices = sets.flatMap((set) => set.children.filter(({ name }) => name === 'sys_choice'));
  for (const choice of choices) compareColumns(found, choice, genuineForms.records.sys_choice);
  expect(choices.length).toBeGreaterThan(0);
  expect(found.toJSON()).toEqual({});
});

it.each([
  ['sys_remote_update_set', genuineForms.header, [header]],
  ['sys_update_xml', genuineForms.row, rows],
] as const)('%s differs in what is known', (name, form, elements) => {
  const found = new Differences();
  for (const element of elements) {
    compareColumns(found, element, form);
    const full = form.empty.split(' ').filter((column) => value(element, column) !== '');
    found.add('columns that are empty in genuine ones', ...full);
  }
  expect(found.toJSON()).toEqual(KNOWN_DIFFERENCES[name] ?? {});
});
