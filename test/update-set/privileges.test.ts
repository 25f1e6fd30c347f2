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
  const opened = source.matchAll(/(?:(\w+) = )?new GlideRecord(?:Secure)?\((?:"(\w+)"|(\w+))\)/g);
  return [...opened].flatMap(([, variable = '', literal, constant]) => {
    const table = literal ?? constants.get(constant) ?? '';
    if (table === '' || table.startsWith('x_')) return [];
    const called = Object.keys(OPERATIONS).filter(
      (name) => variable !== '' && new RegExp(`\\b${variable}\\.${name}\\(`).test(source),
    );
    return ['read', ...called.map((name) => OPERATIONS[name])].map((operation) => `${operation} ${table}`);
  });
}

/** @returns the rows of one type, each checked to be a grant */
function privileges(type: string): { operation: string; target: string }[] {
  return records
    .filter(({ name }) => name === 'sys_scope_privilege')
    .map((one) => (column: string) => child(one, column)?.text ?? '')
    .filter((value) => value('target_type') === type)
    .map((value) => {
      expect(value('status')).toBe('allowed');
      return { operation: value('operation'), target: value('target_name') };
    });
}

it('brings a privilege for each use of a table of another scope, and no more', () => {
  const wanted = new Set(scripts.flatMap(({ source }) => used(source)));
  expect(
    privileges('sys_db_object')
      .map(({ operation, target }) => `${operation} ${target}`)
      .sort(),
  ).toEqual([...wanted].sort());
});

it('finds the table of every record that a script opens', () => {
  const opened = scripts.flatMap(({ name, source }) =>
    [...source.matchAll(/new GlideRecord(?:Secure)?\((\w+)\)/g)]
      .filter(([, constant]) => !new RegExp(`\\b${constant} = "`).test(source))
      .map(() => name),
  );
  // What they name so are tables of the app's own: claims, and those whose locks the self-test tries.
  expect([...new Set(opened)].sort()).toEqual([
    'sys_script_include GateClaims',
    'sys_script_include GateRetention',
    'sys_script_include GateSelfTestLocks',
  ]);
});

/** What a script calls where the name of the row does not end with the method. */
const CALLS: Readonly<Record<string, RegExp>> = {
  'Glide API: event management': /\bgs\.eventQueue/,
  'Glide API: properties': /\bgs\.getProperty\(/,
  'Glide API: user roles and groups': /\bgs\.(?:hasRole|getUser)/,
  RESTAPIRequest: /\brequest\.pathParams\b/,
  RESTAPIRequestBody: /\brequest\.body\b/,
  ScopedGlideElement: /\.getElement\(/,
};

/** Whose rows no public instance has shown. */
const LEFT_TO_THE_INSTANCE = [
  ...[
    'disableForcedVariableSubstitution',
    'executeAsync',
    'setAllowedRedirectURIs',
    'setLogLevel',
    'setMIDServer',
  ],
  ...['getErrorCode', 'getHeader', 'waitForResponse', 'setLocation', 'deleteMultiple'],
  ...['getCredentialAttribute', 'generateJWT', 'getRunner', 'setDetail', 'getSHA256Hex'],
];

it('brings a privilege for each API whose row is known, and tells the admin of those whose is not', () => {
  const all = scripts.map(({ source }) => source).join('\n');
  const granted = privileges('scriptable').map(({ operation, target }) => {
    expect(operation).toBe('execute');
    return target;
  });
  for (const target of granted)
    expect(all, target).toMatch(CALLS[target] ?? new RegExp(`\\.${target.split('.').at(-1)}\\(`));
  const guide = readFileSync(new URL('../../docs/servicenow-reference.md', import.meta.url), 'utf8');
  for (const method of LEFT_TO_THE_INSTANCE) {
    expect(all, method).toContain(`.${method}(`);
    expect(granted.filter((target) => target.endsWith(`.${method}`))).toEqual([]);
    expect(guide).toContain(`\`${method}\``);
  }
  // Each call on a request or a response to a CI server is one or the other.
  const [http = ''] = scripts.filter(({ name }) => name.endsWith(' GateHttp')).map(({ source }) => source);
  for (const [, method = ''] of http.matchAll(/\b(?:message|response)\.(\w+)\(/g))
    expect([...LEFT_TO_THE_INSTANCE, ...granted.map((target) => target.split('.').at(-1))]).toContain(method);
  const app = records.find(({ name }) => name === 'sys_app');
  expect(app && child(app, 'runtime_access_tracking')?.text).toBe('permissive');
});
