/**
 * Reads an update set as it is exported: `<unload>` with one `sys_remote_update_set` and a
 * `sys_update_xml` row per record, whose `payload` is the record's own XML.
 */
import { childText, parseXml, type XmlElement } from './xml.ts';

export interface UpdateSet {
  readonly name: string;
  /** sys_id of the application, or `global`. */
  readonly application: string;
  readonly records: readonly UpdateRecord[];
}

/** One record that the update set writes or deletes. */
export interface UpdateRecord {
  /** The table that the record is a row of: `sys_script_include`. */
  readonly table: string;
  /** The `sys_update_xml` row's name; rows that bring several records (choices) share one. */
  readonly updateName: string;
  readonly action: 'INSERT_OR_UPDATE' | 'UPDATE' | 'DELETE';
  /** When the customer update was made, `yyyy-MM-dd HH:mm:ss`; empty when it does not say. */
  readonly updatedOn: string;
  /** Fields, and what some types keep in attributes (`element`, `table` of `sys_dictionary`). */
  readonly fields: Readonly<Record<string, string>>;
}

/** Tests of one process load the same file into many instances, and reading it takes most of a start. */
let lastRead: { readonly xml: string; readonly set: UpdateSet } | undefined;

/** @throws Error saying what of the file is not as an update set has it */
export function parseUpdateSet(xml: string): UpdateSet {
  if (lastRead?.xml !== xml) lastRead = { xml, set: read(xml) };
  return lastRead.set;
}

function read(xml: string): UpdateSet {
  const unload = parseXml(xml, 'the update set');
  if (unload.name !== 'unload')
    throw new Error(`Not an update set: its root is <${unload.name}>, not <unload>`);
  const header = unload.children.find(({ name }) => name === 'sys_remote_update_set');
  if (header === undefined) throw new Error('Not an update set: it has no <sys_remote_update_set>');
  const rows = unload.children.filter(({ name }) => name === 'sys_update_xml');
  return {
    name: childText(header, 'name'),
    application: childText(header, 'application'),
    records: rows.flatMap(recordsOf),
  };
}

function recordsOf(row: XmlElement): UpdateRecord[] {
  const updateName = childText(row, 'name');
  const root = parseXml(childText(row, 'payload'), `the payload of ${updateName}`);
  const deletes = childText(row, 'action') === 'DELETE';
  return leaves(root).flatMap((element) => {
    const { action } = element.attributes;
    // Cleaners that a full export puts before a record's children; the rows they clean are not kept here.
    if (action === 'delete_multiple' || 'query' in element.attributes) return [];
    // Flows end with the fields of their first record that follow from the others.
    const writes = action === 'UPDATE' ? 'UPDATE' : 'INSERT_OR_UPDATE';
    return [
      {
        table: element.name,
        updateName,
        action: deletes || action === 'DELETE' ? 'DELETE' : writes,
        updatedOn: childText(row, 'sys_updated_on'),
        fields: fieldsOf(element),
      },
    ];
  });
}

/** Records lie under `record_update`, alone, side by side, or wrapped (`sys_choice_v2`, `sys_documentation`). */
function leaves(element: XmlElement): XmlElement[] {
  const wraps = element.children.some((child) => 'action' in child.attributes);
  if (wraps || element.name === 'record_update') return element.children.flatMap(leaves);
  return [element];
}

function fieldsOf(element: XmlElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attributes)) if (name !== 'action') fields[name] = value;
  for (const child of element.children) {
    fields[child.name] = child.text;
    // References hold a sys_id and may carry the name that people use: `<super_class name="task">`.
    const { name: shown = child.attributes.display_value } = child.attributes;
    if (shown !== undefined) fields[`${child.name}:name`] = shown;
  }
  return fields;
}

/** The records of a type that are in use. A type without the field `active` always is. */
export function active(records: readonly UpdateRecord[], table: string): UpdateRecord[] {
  return records.filter((record) => record.table === table && record.fields.active !== 'false');
}

export function text(fields: UpdateRecord['fields'], name: string): string {
  return fields[name] ?? '';
}
