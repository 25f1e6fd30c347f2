/**
 * The checks of ServiceNow's own scan engine that the records of an app can fail, by their numbers there
 * (impact/scan-engine-definitions). docs/servicenow-reference.md has the answers.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shippedScripts } from '../app/shipped-scripts.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { child, parseXml, type XmlElement } from './record-forms/xml-element.ts';

const unload = parseXml(readFileSync(UPDATE_SET, 'utf8'));
const [header, ...rows] = unload.children as [XmlElement, ...XmlElement[]];
const records = rows.flatMap((row) => parseXml(value(row, 'payload')).children);
const scripts = shippedScripts();

function value(element: XmlElement, name: string): string {
  return child(element, name)?.text ?? '';
}

/** @returns at least one, so that no check passes for want of records */
function ofTable(table: string): XmlElement[] {
  const found = records.filter(({ name }) => name === table);
  expect(found, table).not.toEqual([]);
  return found;
}

/** @returns names of the scripts in which a pattern is */
function scriptsWith(pattern: RegExp, table = ''): string[] {
  const ones = scripts.filter(({ name }) => name.startsWith(table));
  expect(ones, table).not.toEqual([]);
  return ones.filter(({ source }) => pattern.test(source)).map(({ name }) => name);
}

it.each([
  ['10055: previous or changes() in an async rule', /\bprevious\b|\.changes\(/, 'sys_script '],
  ['10125: current.update() in a rule', /\bcurrent\.update\(/, 'sys_script '],
  ['10033: gs.setProperty', /\bsetProperty\(/, ''],
  ['10034: a sys_id', /["'`][0-9a-f]{32}["'`]/, ''],
  ['10031: getRowCount', /\bgetRowCount\(/, ''],
  ['10032: logging for debugging', /\bgs\.(?:log|print|info|debug)\(|\bconsole\./, ''],
  ['10451: a record in a script of a REST resource', /\bGlideRecord/, 'sys_ws_operation '],
])('%s is in no script', (_check, pattern, table) => {
  expect(scriptsWith(pattern, table)).toEqual([]);
});

it('10052: no script dot-walks to a sys_id of a record', () => {
  // Both read a request: its body, and its path.
  expect(scriptsWith(/\.\w+\.sys_id\b/)).toEqual([
    'sys_script_include GateRegistrations',
    'sys_script_include GateRegistrationsApi',
  ]);
});

it('10057: whoever inserts initializes before', () => {
  const inserting = scriptsWith(/\.insert\(\)/);
  expect(inserting).not.toEqual([]);
  expect(scriptsWith(/\.initialize\(\)/)).toEqual(expect.arrayContaining(inserting));
});

it('10009, 10012: rules are async, or set fields before the write or abort it, and stand on a table', () => {
  for (const rule of ofTable('sys_script')) {
    const isWithoutScript = value(rule, 'template') !== '' || value(rule, 'abort_action') === 'true';
    if (!isWithoutScript) expect(value(rule, 'when')).toBe('async_always');
    // Neither writes elsewhere, as no script runs.
    else expect([value(rule, 'when'), value(rule, 'advanced')]).toEqual(['before', 'false']);
    expect(value(rule, 'collection')).not.toMatch(/^(?:global)?$/);
  }
});

it('10299, 10304: events say what they are and who fires them', () => {
  for (const event of ofTable('sysevent_register')) {
    expect(value(event, 'description')).not.toBe('');
    expect(value(event, 'fired_by')).not.toBe('');
  }
});

it('10302, 10303, 10522: REST APIs are described, versioned and closed', () => {
  for (const api of ofTable('sys_ws_definition')) expect(value(api, 'short_description')).not.toBe('');
  for (const one of ofTable('sys_ws_operation')) {
    expect(value(one, 'short_description'), value(one, 'name')).not.toBe('');
  }
  const named = (wanted: (record: XmlElement) => boolean, table: string) =>
    ofTable(table)
      .filter(wanted)
      .map((record) => value(record, 'name'));
  expect(named((api) => value(api, 'is_versioned') !== 'true', 'sys_ws_definition').sort()).toEqual([
    'Change Gate Codefresh callback',
    'Change Gate redirect test',
  ]);
  const isOpen = (one: XmlElement) =>
    value(one, 'requires_authentication') !== 'true' || value(one, 'requires_acl_authorization') !== 'true';
  // The redirect test's, which does nothing but redirect to itself.
  expect(named(isOpen, 'sys_ws_operation')).toEqual(['step']);
});

it('10541: every ACL asks for a role, a condition or a script', () => {
  const asked = ofTable('sys_security_acl_role').map((row) => value(row, 'sys_security_acl'));
  const asksForNothing = ofTable('sys_security_acl').filter(
    (acl) =>
      !asked.includes(value(acl, 'sys_id')) && value(acl, 'condition') === '' && value(acl, 'script') === '',
  );
  expect(asksForNothing).toEqual([]);
});

it('10051: the set has a description', () => {
  expect(value(header, 'description')).not.toBe('');
});
