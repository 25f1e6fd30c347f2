import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { originalStepRecords } from './original-step.ts';
import { globalUpdateSet } from './update-set.ts';

const AT = new Date('2026-11-29T12:00:00Z');
const records = originalStepRecords('x_acme_gate', AT);
const title = { identity: 'test', name: 'Test', description: 'Test' };
const parser = new XMLParser({ parseTagValue: false, trimValues: false });

it("are the original's two records, at the address that its client calls", () => {
  expect(records.map(({ updateName }) => updateName)).toEqual([
    'sys_ws_definition_bb4a9abb2f24701099b5d4a72799b68e',
    'sys_ws_operation_da0b3a452fb0301099b5d4a72799b6d1',
  ]);
  const [definition, operation] = records.map(({ fields }) => fields);
  expect(definition).toMatchObject({ namespace: '409723', base_uri: '/api/409723/codefresh' });
  expect(operation).toMatchObject({
    web_service_definition: definition?.sys_id,
    operation_uri: '/api/409723/codefresh/callback',
    requires_authentication: 'true',
    requires_acl_authorization: 'true',
    requires_snc_internal_role: 'true',
  });
});

it('hand the request to the app of the scope, in ES5', () => {
  const script = records[1]?.fields.operation_script ?? '';
  expect(script).toContain('x_acme_gate.GateCodefreshCallback.create(request, response);');
  expect(script).not.toMatch(/=>|\b(?:let|const)\b|`/);
});

it('belong to the global scope, and to no application', () => {
  const { unload } = parser.parse(globalUpdateSet(title, records, AT));
  expect(unload.sys_remote_update_set).toMatchObject({
    application: 'global',
    application_name: 'Global',
    application_scope: 'global',
    application_version: '',
    state: 'loaded',
  });
  const rows: Record<string, string>[] = unload.sys_update_xml;
  expect(rows.map(({ application, type, target_name }) => [application, type, target_name])).toEqual([
    ['global', 'Scripted REST API', 'Codefresh'],
    ['global', 'Scripted REST Resource', 'callback'],
  ]);
  for (const { payload = '' } of rows) {
    expect(payload).toContain('<sys_package display_value="Global" source="global">global</sys_package>');
    expect(payload).toContain('<sys_scope display_value="Global">global</sys_scope>');
  }
});
