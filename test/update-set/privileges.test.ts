/** What the app's scripts use of other scopes, against the privileges that its update set brings. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shippedScripts } from '../app/shipped-scripts.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { child, parseXml } from './record-forms/xml-element.ts';

const records = parseXml(readFileSync(UPDATE_SET, 'utf8')).children.flatMap(
  (row) => parseXml(child(row, 'payload')?.text ?? '<record_update/>').children,
);
const scripts = shippedScripts();

const OPERATIONS: Readonly<Record<string, string>> = {
  insert: 'create',
  update: 'write',
  deleteRecord: 'delete',
  deleteMultiple: 'delete',
};

/** @returns `<operation> <table>` of the tables that are not the app's own */
function used(source: string): string[] {
  const constants = new Map([...source.matchAll(/(\w+) = "(\w+)"/g)].map(([, name, text]) => [name, text]));
  const opened = source.matchAll(/(\w+) = new GlideRecord(?:Secure)?\((?:"(\w+)"|(\w+))\)/g);
  return [...opened].flatMap(([, variable = '', literal, constant]) => {
    const table = literal ?? constants.get(constant) ?? '';
    if (table === '' || table.startsWith('x_')) return [];
    const called = Object.keys(OPERATIONS).filter((name) =>
      new RegExp(`\\b${variable}\\.${name}\\(`).test(source),
    );
    return ['read', ...called.map((name) => OPERATIONS[name])].map((operation) => `${operation} ${table}`);
  });
}

it('brings a privilege for each use of a table of another scope, and no more', () => {
  const privileges = records
    .filter(({ name }) => name === 'sys_scope_privilege')
    .map((one) => {
      const value = (column: string) => child(one, column)?.text ?? '';
      expect(value('target_type')).toBe('sys_db_object');
      expect(value('status')).toBe('allowed');
      return `${value('operation')} ${value('target_name')}`;
    });
  const wanted = new Set(scripts.flatMap(({ source }) => used(source)));
  expect(privileges.sort()).toEqual([...wanted].sort());
});

it('uses these APIs of other namespaces, which the instance grants when they are first used', () => {
  const apis = scripts.flatMap(({ source }) => source.match(/\bsn_\w+\.[A-Z]\w+/g) ?? []);
  // No page says which of them ask for a privilege: docs/servicenow-app.md tells the admin.
  expect([...new Set(apis)].sort()).toEqual([
    'sn_auth.GlideJWTAPI',
    'sn_cc.ConnectionInfoProvider',
    'sn_fd.FlowAPI',
    'sn_ws.RESTMessageV2',
    'sn_ws_err.ServiceError',
  ]);
  const app = records.find(({ name }) => name === 'sys_app');
  expect(app && child(app, 'runtime_access_tracking')?.text).toBe('permissive');
});
