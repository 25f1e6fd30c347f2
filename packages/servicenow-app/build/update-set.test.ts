import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POLICY_ENTRIES } from '@change-gate/core/policy';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import config from '../now.config.json' with { type: 'json' };
import manifest from '../package.json' with { type: 'json' };
import { COLUMNS } from '../src/server/includes/GateChange.ts';
import { appVersion } from './app-version.ts';
import type { RecordFile } from './record-file.ts';
import { type Contents, updateSet } from './update-set.ts';

const dist = join(import.meta.dirname, '../dist');
const xml = readFileSync(join(dist, 'change-gate-install.xml'), 'utf8');
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false });

type Row = Readonly<Record<string, string>>;

const unload = parser.parse(xml).unload;
const header: Row = texts(unload.sys_remote_update_set);
const rows: Row[] = unload.sys_update_xml.map(texts);
const records = rows.map((row) => payload(row.payload ?? ''));

describe('the install set', () => {
  it('is well-formed, and so is every payload', () => {
    expect(XMLValidator.validate(xml)).toBe(true);
    for (const row of rows) expect(XMLValidator.validate(row.payload ?? ''), row.name).toBe(true);
  });

  it('has one header that names the app and waits to be previewed', () => {
    expect(header).toMatchObject({
      application: config.scopeId,
      application_name: 'Change Gate',
      application_scope: 'x_change_gate',
      application_version: appVersion(manifest.version),
      state: 'loaded',
      sys_class_name: 'sys_remote_update_set',
    });
    expect(header.sys_id).toMatch(/^[0-9a-f]{32}$/);
    expect(header.remote_sys_id).not.toBe(header.sys_id);
  });

  it('gives every record the fields of an exported one, in their order', () => {
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(UPDATE_FIELDS);
      expect(row).toMatchObject({
        action: 'INSERT_OR_UPDATE',
        application: config.scopeId,
        category: 'customer',
        remote_update_set: header.sys_id,
        replace_on_upgrade: 'false',
        update_domain: 'global',
      });
      expect(row.sys_recorded_at).toMatch(/^[0-9a-f]{11}\d{7}$/);
      expect(row.type).not.toBe('');
      expect(row.target_name).not.toBe('');
    }
  });

  it('names every record once', () => {
    const names = rows.map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(rows.map((row) => row.sys_id)).size).toBe(rows.length);
  });

  it('holds the records that the app is made of', () => {
    const counts: Record<string, number> = {};
    for (const { table } of records) counts[table] = (counts[table] ?? 0) + 1;
    expect(counts).toEqual({
      sys_app: 1,
      sys_user_role: 3,
      sys_db_object: 9,
      sys_dictionary: 154 + POLICY_ENTRIES.length,
      // Of each column, and of each table.
      sys_documentation: 154 + POLICY_ENTRIES.length,
      sys_index: 15,
      sys_choice: 15 + POLICY_ENTRIES.filter(({ kind }) => kind === 'choice').length,
      sys_properties: 6,
      sys_scope_privilege: 45,
      sys_security_acl: 35,
      sys_security_acl_role: 24,
      sys_script_include: 66,
      sysevent_queue: 1,
      sysevent_register: 3,
      sysevent_script_action: 3,
      sys_script: 7,
      sysauto_script: 3,
      sys_hub_action_type_definition: 1,
      sys_hub_flow: 1,
      sys_ws_definition: 6,
      sys_ws_version: 4,
      sys_ws_operation: 11,
      sys_app_application: 1,
      sys_app_module: 7,
      sys_ui_action: 4,
      sys_ui_action_role: 3,
      sys_ui_list: 11,
      sys_ui_section: 8,
      sys_ui_form_sections: 2,
      sys_atf_test: 5,
      sys_atf_step: 5,
      x_change_gate_ci_server: 3,
    });
  });

  it('never touches the global scope', () => {
    expect(xml).not.toContain('sys_app_global');
    for (const { name, payload: text = '' } of rows) {
      const scopes = [...text.matchAll(/<sys_scope(?: [^>]*)?>([^<]*)</g)].map(([, scope]) => scope);
      expect(new Set([...scopes, config.scopeId]), name).toEqual(new Set([config.scopeId]));
    }
  });

  it('opens its tables to no web service', () => {
    for (const { fields } of ofTable('sys_db_object')) expect(fields.ws_access, fields.name).toBe('false');
  });

  it('lets its admins alone see a row of each of its tables, but readers of a change its evidence and its builds', () => {
    const admin = ofTable('sys_user_role').find(
      ({ fields }) => fields.name === 'x_change_gate.admin',
    )?.fields;
    const isEvidence = (name = '') => /evidence(?:_item)?$/.test(name);
    const registration = 'x_change_gate_registration';
    const isReaders = ({ script }: RecordFile['fields']) => /canRead\(\);\s*$/.test(script ?? '');
    const readers = ofTable('sys_security_acl').filter(({ fields }) => isReaders(fields));
    expect(readers.filter(({ fields }) => !isEvidence(fields.name)).map(({ fields }) => fields)).toEqual([
      expect.objectContaining({ name: registration, operation: 'read', type: 'record' }),
    ]);
    const acls = ofTable('sys_security_acl').filter(
      ({ fields }) => fields.type === 'record' && !isEvidence(fields.name) && !isReaders(fields),
    );
    const tables = ofTable('sys_db_object')
      .map(({ fields }) => fields.name)
      .filter((name) => !isEvidence(name));
    const readable = acls.filter(({ fields }) => fields.operation === 'read');
    // What a CI is called with.
    const columns = ['credential', 'target', 'token'].map((column) => `${registration}.${column}`);
    expect(readable.map(({ fields }) => fields.name).sort()).toEqual([...tables, ...columns].sort());
    for (const { fields } of acls) {
      const roles = ofTable('sys_security_acl_role').filter(
        (row) => row.fields.sys_security_acl === fields.sys_id,
      );
      expect(
        roles.map((row) => row.fields.sys_user_role),
        fields.name,
      ).toEqual([admin?.sys_id]);
      expect(fields.active, fields.name).toBe('true');
    }
  });

  it('lets whoever may read a change read its evidence, and nobody write it, admins neither', () => {
    const acls = ofTable('sys_security_acl')
      .map(({ fields }) => fields)
      .filter(({ name = '' }) => /evidence(?:_item)?$/.test(name));
    const column = 'change_request.x_change_gate_evidence';
    const writes = acls.filter(({ operation }) => operation !== 'read');
    for (const { admin_overrides: overrides, condition } of writes)
      expect([overrides, condition]).toEqual(['false', 'sys_idISEMPTY^sys_idISNOTEMPTY']);
    expect(writes.map(({ name, operation }) => `${operation} ${name}`).sort()).toEqual(
      [
        ...['create', 'write', 'delete'].map((operation) => `${operation} x_change_gate_evidence`),
        ...['create', 'write', 'delete'].map((operation) => `${operation} x_change_gate_evidence_item`),
        ...['create', 'write'].map((operation) => `${operation} ${column}`),
      ].sort(),
    );
    const reads = acls.filter(({ operation }) => operation === 'read');
    expect(reads).toHaveLength(2);
    for (const { script } of reads)
      expect(script).toMatch(/\.getRefRecord\(\);\n.*isValidRecord\(\) && .*canRead\(\);/);
    const asked = ofTable('sys_security_acl_role').map(({ fields }) => fields.sys_security_acl);
    expect(acls.filter(({ sys_id: id }) => asked.includes(id))).toEqual([]);
  });

  it('adds one read-only column to the change, and leaves its table as it is', () => {
    const named = records.filter(
      ({ table, fields }) =>
        ['sys_db_object', 'sys_dictionary', 'sys_documentation'].includes(table) &&
        fields.name === 'change_request',
    );
    expect(named.map(({ table, fields }) => `${table} ${fields.element}`)).toEqual([
      'sys_dictionary x_change_gate_evidence',
      'sys_documentation x_change_gate_evidence',
    ]);
    expect(named[0]?.fields).toMatchObject({
      ...{ internal_type: 'reference', reference: 'x_change_gate_evidence', read_only: 'true' },
    });
  });

  it('opens its REST resources to one role each, the self-test to admins, but for one that does nothing', () => {
    const roleNames = new Map(ofTable('sys_user_role').map(({ fields }) => [fields.sys_id, fields.name]));
    const rolesOf = (acl: string | undefined) =>
      ofTable('sys_security_acl_role')
        .filter(({ fields }) => fields.sys_security_acl === acl)
        .map(({ fields }) => roleNames.get(fields.sys_user_role));
    const open = ofTable('sys_ws_operation').filter(
      ({ fields }) => fields.requires_authentication === 'false',
    );
    expect(open.map(({ fields }) => [fields.http_method, fields.operation_uri])).toEqual([
      ['GET', '/api/x_change_gate/redirect/{step}'],
    ]);
    expect(open[0]?.fields.operation_script).not.toContain('GlideRecord');
    for (const { fields } of ofTable('sys_ws_operation').filter((row) => !open.includes(row))) {
      expect(fields, fields.name).toMatchObject({
        requires_authentication: 'true',
        requires_acl_authorization: 'true',
      });
      const isForAdmins = fields.operation_uri?.endsWith('/self_test');
      expect(rolesOf(fields.enforce_acl), fields.name).toEqual([
        `x_change_gate.${isForAdmins ? 'admin' : 'pipeline'}`,
      ]);
    }
  });

  it('keeps tokens in an encrypted column, and has the unique columns that are its locks', () => {
    const columns = ofTable('sys_dictionary').map(({ fields }) => fields);
    expect(columns.find(({ element }) => element === 'token')?.internal_type).toBe('password2');
    const unique = columns
      .filter((column) => column.unique === 'true')
      .map(({ name, element }) => `${name}.${element}`);
    expect(unique.sort()).toEqual([
      'x_change_gate_ci_server.base_url',
      'x_change_gate_credential.name',
      'x_change_gate_delivery.claim',
      'x_change_gate_evidence.digest',
      'x_change_gate_evidence_item.claim',
      'x_change_gate_registration.active_key',
      'x_change_gate_report.claim',
      'x_change_gate_self_test.finding',
    ]);
  });

  it('lets people write two columns of a registration in forms, and none of its attempts and reports', () => {
    const writable = ofTable('sys_dictionary')
      .map(({ fields }) => fields)
      .filter(({ name = '', element }) => /_(registration|delivery|report)$/.test(name) && element !== '')
      .filter(({ read_only }) => read_only !== 'true');
    expect(writable.map(({ name, element }) => `${name}.${element}`).sort()).toEqual([
      'x_change_gate_registration.credential',
      'x_change_gate_registration.token',
    ]);
  });

  it('keeps a history of who changed CI servers and credentials', () => {
    const audited = ofTable('sys_dictionary').filter(({ fields }) => fields.audit === 'true');
    expect(audited.map(({ fields }) => `${fields.name}.${fields.element}`).sort()).toEqual([
      'x_change_gate_ci_server.',
      'x_change_gate_credential.',
      'x_change_gate_person.',
    ]);
  });

  it('lets nobody but an admin of the instance allow plain text', () => {
    const writers = ofTable('sys_properties').map(({ fields }) => [fields.suffix, fields.write_roles]);
    expect(Object.fromEntries(writers)).toEqual({
      allow_loopback_http: 'admin',
      decided_by: 'x_change_gate.admin',
      evidence_retention_days: 'admin',
      lease_seconds: 'x_change_gate.admin',
      retention_days: 'x_change_gate.admin',
      review_group: 'x_change_gate.admin',
    });
  });

  it('carries the bundled scripts as they are', () => {
    for (const { fields } of ofTable('sys_script_include')) {
      expect(fields.script).toBe(readFileSync(join(dist, `server/includes/${fields.name}.js`), 'utf8'));
    }
    // One that sets field values runs none.
    const rules = ofTable('sys_script').filter(({ fields }) => fields.advanced === 'true');
    expect(rules).toHaveLength(3);
    for (const { fields } of rules) {
      const name = fields.collection === 'change_request' ? 'rule-change-written' : 'rule-token-of-ended';
      expect(fields.script).toBe(readFileSync(join(dist, `server/scripts/${name}.js`), 'utf8'));
    }
  });
});

describe('the business rules on changes', () => {
  const [deleted, updated] = ofTable('sys_script')
    .map(({ fields }) => fields)
    .filter(({ collection, when }) => collection === 'change_request' && when !== 'before')
    .sort((a, b) => `${a.action_update}`.localeCompare(`${b.action_update}`));

  it('run async, on updates of what is read of a change and on its deletion', () => {
    const both = {
      collection: 'change_request',
      when: 'async_always',
      action_insert: 'false',
      active: 'true',
    };
    expect(updated).toMatchObject({ ...both, action_update: 'true', action_delete: 'false' });
    const columns = COLUMNS.map((column) => `${column}VALCHANGES`).join('^OR');
    expect(updated?.filter_condition).toMatch(new RegExp(`^${columns.replaceAll('^', '\\^')}(\\^EQ)?$`));
    expect(deleted).toMatchObject({ ...both, action_update: 'false', action_delete: 'true' });
    expect(deleted?.filter_condition).toBe('');
  });

  it('stand below order 1000, from which rules are said to run for active records only', () => {
    for (const rule of [deleted, updated]) expect(Number(rule?.order)).toBeLessThan(1000);
  });
});

/** Another than the app's own version, which has numbers alone. */
const RELEASE = '1.2.3-rc.1';

describe('updateSet', () => {
  const app: RecordFile = {
    updateName: 'sys_app_1',
    table: 'sys_app',
    fields: { sys_id: '1', name: 'App', scope: 'x_app', version: '1.0.0' },
    xml: '<record_update table="sys_app"><sys_app><name>A &amp; B</name></sys_app></record_update>',
  };
  const at = new Date('2026-01-02T03:04:05Z');
  const contents = (more: Partial<Contents> = {}): Contents => ({
    kind: 'install',
    records: [app],
    dropped: [],
    ...more,
  });

  it('is the same text for the same records and time', () => {
    expect(updateSet(contents(), RELEASE, at)).toBe(updateSet(contents(), RELEASE, at));
  });

  it('dates its records, and keeps its identity at the source over exports', () => {
    const [first, second] = [at, new Date('2026-02-02T03:04:05Z')].map(
      (time) => parser.parse(updateSet(contents(), RELEASE, time)).unload,
    );
    expect(first.sys_update_xml.sys_updated_on).toBe('2026-01-02 03:04:05');
    expect(second.sys_update_xml.sys_updated_on).toBe('2026-02-02 03:04:05');
    expect(second.sys_remote_update_set.remote_sys_id).toBe(first.sys_remote_update_set.remote_sys_id);
    expect(second.sys_remote_update_set.sys_id).not.toBe(first.sys_remote_update_set.sys_id);
  });

  it('has another identity, name and description as an upgrade', () => {
    const [install, upgrade] = (['install', 'upgrade'] as const).map(
      (kind) => parser.parse(updateSet(contents({ kind }), RELEASE, at)).unload.sys_remote_update_set,
    );
    expect([install.name, upgrade.name]).toEqual(['App 1.2.3-rc.1 (install)', 'App 1.2.3-rc.1 (upgrade)']);
    expect(install.remote_sys_id).not.toBe(upgrade.remote_sys_id);
    expect(install.description).toContain('where the app is, import the upgrade set');
  });

  it('keeps a payload as it is', () => {
    expect(parser.parse(updateSet(contents(), RELEASE, at)).unload.sys_update_xml.payload).toBe(app.xml);
  });

  it('deletes what is dropped, by the record in full', () => {
    const record = (action: string, sibling: string) =>
      `<record_update table="sys_script"><sys_script action="${action}"><sys_id>2</sys_id><name>Rule</name></sys_script><sys_translated_text action="${sibling}" query="documentkey=2"/></record_update>`;
    const rule: RecordFile = {
      updateName: 'sys_script_2',
      table: 'sys_script',
      fields: { sys_id: '2', name: 'Rule' },
      xml: record('INSERT_OR_UPDATE', 'delete_multiple'),
    };
    const [, row] = parser.parse(updateSet(contents({ dropped: [rule] }), RELEASE, at)).unload.sys_update_xml;
    expect(row).toMatchObject({ action: 'DELETE', name: 'sys_script_2', target_name: 'Rule' });
    expect(row.payload).toBe(record('DELETE', 'DELETE'));
  });

  it('refuses to make a set without its sys_app', () => {
    expect(() => updateSet(contents({ records: [] }), RELEASE, at)).toThrow('needs its sys_app row');
  });

  it('refuses a record that it has no type for', () => {
    const strange: RecordFile = { updateName: 'sys_ui_page_1', table: 'sys_ui_page', fields: {}, xml: '' };
    expect(() => updateSet(contents({ records: [app, strange] }), RELEASE, at)).toThrow('sys_ui_page');
  });
});

/** ServiceNow's reference, section 13: alphabetical. */
const UPDATE_FIELDS = [
  'action',
  'application',
  'category',
  'comments',
  'name',
  'payload',
  'payload_hash',
  'remote_update_set',
  'replace_on_upgrade',
  'sys_created_by',
  'sys_created_on',
  'sys_id',
  'sys_mod_count',
  'sys_recorded_at',
  'sys_updated_by',
  'sys_updated_on',
  'table',
  'target_name',
  'type',
  'update_domain',
  'update_guid',
  'update_guid_history',
  'update_set',
  'view',
];

function ofTable(table: string) {
  return records.filter((record) => record.table === table);
}

function payload(text: string): { table: string; fields: Row } {
  const root: Record<string, Record<string, unknown>> = parser.parse(text).record_update;
  const [table, record] =
    Object.entries(root).find(([name]) => !name.startsWith('@_') && name !== '#text') ?? [];
  if (table === undefined || record === undefined) throw new Error(`No record in ${text.slice(0, 200)}`);
  return { table, fields: texts((record[table] ?? record) as Record<string, unknown>) };
}

/** Child elements as text, without their attributes. */
function texts(node: Record<string, unknown>): Row {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(node)) {
    if (name.startsWith('@_') || name === '#text') continue;
    if (typeof value === 'string') fields[name] = value;
    else if (typeof value === 'object' && value !== null)
      fields[name] = '#text' in value ? String(value['#text']) : '';
  }
  return fields;
}
