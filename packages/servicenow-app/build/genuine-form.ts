/** Gives records of the SDK the form in which an instance exports them. */
import { GENUINE_COLUMNS, type GenuineColumns } from './genuine-columns.ts';
import { type RecordFile, recordFile, recordOf } from './record-file.ts';
import { child, leaf, parseXml, type XmlElement } from './xml-element.ts';

/** Who is said to have written records and customer updates. */
export const AUTHOR = 'change_gate';

/** As ServiceNow writes times: in UTC. */
export function storedTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

/** Records of the base system that the app's refer to. */
const BASE_NAMES: Readonly<Record<string, string>> = {
  global: 'Global',
  'Default view': 'Default view',
  '41de4a935332120028bc29cac2dc349a': 'Run Server Side Script',
};

/**
 * @param records those of the app, its sys_app among them
 * @param at      when they were written
 * @returns the same records, in their order
 */
export function genuineForms(records: readonly RecordFile[], at: Date): RecordFile[] {
  const writer = new GenuineWriter(records, storedTime(at));
  return records.map((record) => writer.form(record));
}

class GenuineWriter {
  readonly #app: RecordFile['fields'];
  readonly #time: string;
  /** By sys_id: how a record is called. */
  readonly #names = new Map(Object.entries(BASE_NAMES));

  constructor(records: readonly RecordFile[], time: string) {
    this.#app = records.find(({ table }) => table === 'sys_app')?.fields ?? {};
    this.#time = time;
    for (const { table, fields } of records) {
      const title = fields[GENUINE_COLUMNS[table]?.title ?? ''] ?? fields.name;
      if (fields.sys_id !== undefined && title !== undefined) this.#names.set(fields.sys_id, title);
    }
  }

  form(record: RecordFile): RecordFile {
    const { table, updateName } = record;
    const root = parseXml(record.xml);
    const main = recordOf(root);
    const form = GENUINE_COLUMNS[table];
    if (form === undefined || main === undefined) return this.#dataRow(record, root);
    const written = this.#main(main, form, updateName);
    const children = root.children.map((one) => {
      if (one === main) return wrapped(written);
      if (!one.children.includes(main)) return this.#nested(one);
      const inner = one.children.map((nested) => (nested === main ? written : this.#nested(nested)));
      return inWrapper({ ...one, children: inner });
    });
    return recordFile(
      { name: root.name, attributes: rootAttributes(table, form), children, text: '' },
      updateName,
    );
  }

  /** Rows of the app's own tables are no part of an application: nothing says whose they are. */
  #dataRow({ table, updateName }: RecordFile, root: XmlElement): RecordFile {
    const children = root.children.map((row) =>
      this.#withColumns(row, this.#audit(), ['sys_scope', 'sys_update_name']),
    );
    return recordFile({ ...root, attributes: { table }, children }, updateName);
  }

  #main(record: XmlElement, form: GenuineColumns, updateName: string): XmlElement {
    // Its columns are records.
    if (record.name === 'sys_ui_form_sections') {
      return { ...record, children: record.children.map((one) => this.#nested(one)) };
    }
    const { sys_id: id = '', name = '', scope = '' } = this.#app;
    const isApp = record.name === 'sys_app';
    const metadata = [
      leaf('sys_name', this.#titleOf(record, form)),
      leaf('sys_package', id, { display_value: name, source: scope }),
      leaf('sys_policy', ''),
      leaf('sys_scope', id, { display_value: name }),
      leaf('sys_update_name', updateName),
    ];
    const own = valuesOf(form);
    if (record.name === 'sys_app_module') own.push(leaf('mobile_title', this.#titleOf(record, form)));
    const added = [leaf('sys_class_name', record.name), ...this.#audit(), ...own, ...(isApp ? [] : metadata)];
    const dropped = [...form.dropped, ...(isApp ? [] : ['sys_package'])];
    const { children, ...rest } = this.#withColumns(record, added, dropped);
    // Of an access control of a column: the part before the dot.
    const table = (child(record, 'collection') ?? child(record, 'name'))?.text.split('.')[0] ?? '';
    const isAcl = record.name === 'sys_security_acl';
    return {
      ...rest,
      children: children.map((column) => {
        // A condition says of which table it is.
        const isCondition = column.name === 'filter_condition' || (isAcl && column.name === 'condition');
        if (isCondition && column.text !== '') return { ...column, attributes: { table } };
        return this.#column(column, form);
      }),
    };
  }

  /** A record beside the main one, or within it; what only cleans up stays as it is. */
  #nested(record: XmlElement): XmlElement {
    if (record.children.length === 0) return record;
    const form = GENUINE_COLUMNS[record.name];
    const added = [...this.#audit(), ...valuesOf(form)];
    const { children, ...rest } = this.#withColumns(record, added, form?.dropped ?? []);
    return { ...rest, children: children.map((column) => this.#scope(column)) };
  }

  /** What is there stays, unless it is dropped; what is missing or empty is added. In alphabetical order. */
  #withColumns(record: XmlElement, added: readonly XmlElement[], dropped: readonly string[]): XmlElement {
    const columns = new Map<string, XmlElement>();
    const kept = record.children.filter(({ name, text }) => {
      // Newer than the exports; where it is empty, its absence says the same.
      if (name === 'read_only_option' && text === '') return false;
      return !dropped.includes(name);
    });
    for (const column of [...kept, ...added]) {
      if ((columns.get(column.name)?.text ?? '') === '') columns.set(column.name, column);
    }
    const children = [...columns.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return { ...record, children };
  }

  #audit(): XmlElement[] {
    return [
      leaf('sys_created_by', AUTHOR),
      leaf('sys_created_on', this.#time),
      leaf('sys_mod_count', '0'),
      leaf('sys_updated_by', AUTHOR),
      leaf('sys_updated_on', this.#time),
    ];
  }

  #titleOf(record: XmlElement, form: GenuineColumns): string {
    const value = (column: string) => child(record, column)?.text ?? '';
    const named = value(form.title);
    if (named !== '') return named;
    const nameOf = (column: string) => this.#names.get(value(column)) ?? '';
    // An ACL's role, a UI action's role; the row of a table in its own dictionary.
    const [of, role] = form.references;
    return role === 'sys_user_role' ? `${nameOf(of ?? '')}.${nameOf(role)}` : value('name');
  }

  /** A reference says how the other record is called; a type of column how people call it. */
  #column(column: XmlElement, form: GenuineColumns): XmlElement {
    const { name, text, attributes } = column;
    if (text === '') return column;
    const shown = (display_value: string) => ({ ...column, attributes: { display_value, ...attributes } });
    if (name === 'internal_type') return shown(TYPE_NAMES[text] ?? '');
    if (name === 'reference') return { ...column, attributes: { display_value: '', name: text } };
    if (name === 'type' && form.references.includes('type')) return shown(text);
    if (form.references.includes(name)) return shown(this.#names.get(text) ?? '');
    return this.#scope(column);
  }

  #scope(column: XmlElement): XmlElement {
    if (column.name !== 'sys_scope') return column;
    return { ...column, attributes: { display_value: this.#app.name ?? '' } };
  }
}

/** Where the samples have a name for a type. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  choice: 'Choice',
  collection: 'Collection',
  reference: 'Reference',
  string: 'String',
};

function valuesOf(form: GenuineColumns | undefined): XmlElement[] {
  return Object.entries(form?.values ?? {}).map(([column, value]) => leaf(column, value));
}

function rootAttributes(table: string, { root }: GenuineColumns): Record<string, string> {
  if (root === 'none') return {};
  return root === 'table' ? { table } : { sys_domain: 'global', table };
}

/** A label lies in an element that says what it labels. */
function wrapped(record: XmlElement): XmlElement {
  if (record.name === 'sys_ui_form_sections') {
    return { ...record, attributes: { ...record.attributes, version: '3' } };
  }
  if (record.name !== 'sys_documentation') return record;
  const value = (column: string) => child(record, column)?.text ?? '';
  const attributes = {
    element: value('element'),
    label: value('label'),
    language: value('language'),
    table: value('name'),
  };
  return { name: record.name, attributes, children: [record], text: '' };
}

/** Lists of choices, lists and sections of forms come in an element already. */
function inWrapper(wrapper: XmlElement): XmlElement {
  const { name, attributes } = wrapper;
  if (name === 'sys_choice_set') return { ...wrapper, name: 'sys_choice' };
  const view = { view: '', ...attributes };
  if (name === 'sys_ui_section') return { ...wrapper, attributes: { ...view, version: '3' } };
  // Of a related list, the table whose form it stands on.
  const list = wrapper.children.find((one) => one.name === 'sys_ui_list');
  const parent = list === undefined ? '' : (child(list, 'parent')?.text ?? '');
  return {
    ...wrapper,
    attributes: { ...view, parent, relationship: '', sys_domain: 'global', version: '2' },
  };
}
