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

/** A choice set's name begins with `sys_choice`, any other's with its table. */
function tableOf(name: string, root: XmlElement): string {
  const names = root.children.map((one) => one.name);
  const table = names.find((one) => name.startsWith(`${one}_`) || one === 'sys_choice_set');
  if (table === undefined) throw new Error(`${name} is none of ${names.join(', ')}`);
  return table;
}

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
