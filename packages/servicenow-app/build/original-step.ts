/**
 * The API that Codefresh's original step calls, as an update set of its own: the client has `/api/409723/codefresh/callback` as a
 * constant (`API_NAMESPACE` in `snow.py` of codefresh-io/steps and codefresh-io/argo-hub), whatever `SN_NAMESPACE` says.
 *
 * It is in the global scope, as a scoped API has its scope for a namespace. One that is created on an instance has the company
 * code of that instance (ServiceNow docs, c_CustomWebServices); one that is imported keeps its number, without which the original
 * would work on its author's instance alone.
 *
 * The two records have the sys_ids of the original's own (update sets 1.1 to 1.3.1 there). So an instance that has the original's
 * has its script replaced, and never two APIs with one address; the set that was committed last is the one that answers.
 */
import { AUTHOR, storedTime } from './genuine-form.ts';
import { type RecordFile, recordFile } from './record-file.ts';
import { leaf, type XmlElement } from './xml-element.ts';

const DEFINITION = 'bb4a9abb2f24701099b5d4a72799b68e';
const OPERATION = 'da0b3a452fb0301099b5d4a72799b6d1';

/** "Scripted REST External Default", which the original's has, too: who has no role of the app learns that from its answer. */
const ACL = 'cf9d01d3e73003009d6247e603f6a990';

const CONTENT_TYPES = 'application/json,application/xml,text/xml';

/**
 * @param scope of the app
 * @param at when they were written
 * @returns the API and its one resource, in the form of an export
 */
export function originalStepRecords(scope: string, at: Date): RecordFile[] {
  const records = [
    record(at, 'sys_ws_definition', DEFINITION, 'Codefresh', {
      base_uri: '/api/409723/codefresh',
      consumes: CONTENT_TYPES,
      consumes_customized: 'false',
      default_version: 'No active default version',
      doc_link: '',
      enforce_acl: ACL,
      is_versioned: 'false',
      namespace: '409723',
      produces: CONTENT_TYPES,
      produces_customized: 'false',
      service_id: 'codefresh',
      short_description: "Where Codefresh's original step registers its builds. Change Gate answers.",
    }),
    record(at, 'sys_ws_operation', OPERATION, 'callback', {
      consumes: CONTENT_TYPES,
      consumes_customized: 'false',
      default_operation_uri: '',
      enforce_acl: ACL,
      http_method: 'POST',
      operation_script: forwarder(scope),
      operation_uri: '/api/409723/codefresh/callback',
      produces: CONTENT_TYPES,
      produces_customized: 'false',
      relative_path: '/callback',
      request_example: '',
      requires_acl_authorization: 'true',
      requires_authentication: 'true',
      requires_snc_internal_role: 'true',
      short_description: `Hands the request to ${scope}.GateCodefreshCallback.`,
      web_service_definition: DEFINITION,
      web_service_version: '',
    }),
  ];
  return records.map(({ name, children }) =>
    recordFile(
      {
        name: 'record_update',
        attributes: { table: name },
        children: [{ name, attributes: { action: 'INSERT_OR_UPDATE' }, children, text: '' }],
        text: '',
      },
      name,
    ),
  );
}

/** In ES5, which the global scope may be limited to. */
function forwarder(scope: string): string {
  return `(function process(/*RESTAPIRequest*/ request, /*RESTAPIResponse*/ response) {
    ${scope}.GateCodefreshCallback.create(request, response);
})(request, response);`;
}

function record(
  at: Date,
  table: string,
  id: string,
  name: string,
  fields: Readonly<Record<string, string>>,
): Pick<XmlElement, 'name' | 'children'> {
  const time = storedTime(at);
  const values: Readonly<Record<string, string>> = {
    ...fields,
    active: 'true',
    name,
    sys_class_name: table,
    sys_created_by: AUTHOR,
    sys_created_on: time,
    sys_id: id,
    sys_mod_count: '0',
    sys_name: name,
    sys_package: 'global',
    sys_policy: '',
    sys_scope: 'global',
    sys_update_name: `${table}_${id}`,
    sys_updated_by: AUTHOR,
    sys_updated_on: time,
  };
  const columns = Object.keys(values).sort();
  return {
    name: table,
    children: columns.map((column) => leaf(column, values[column] ?? '', ATTRIBUTES[column])),
  };
}

/** How a reference says what it names. */
const ATTRIBUTES: Readonly<Record<string, XmlElement['attributes'] | undefined>> = {
  sys_package: { display_value: 'Global', source: 'global' },
  sys_scope: { display_value: 'Global' },
  web_service_definition: { display_value: 'Codefresh' },
};
