/** How a record of ours differs from the form that genuine ones have. */
import type genuineForms from './genuine-forms.json';
import { child, type XmlElement } from './xml-element.ts';

export type Forms = typeof genuineForms;

/** As `genuine-forms.json` has it: names apart by spaces, with a question mark where not every sample has it. */
export interface RecordForm {
  readonly rootAttributes: string;
  /** The element around the record, where there is one. */
  readonly wrapper?: string;
  readonly wrapperAttributes?: string;
  readonly attributes: string;
  readonly columns: string;
  readonly columnAttributes: Readonly<Record<string, string | undefined>>;
  /** Elements beside the record, or below its wrapper. */
  readonly beside: string;
  readonly updateName?: string;
  /** What the customer update says of the record. */
  readonly rowType?: string;
  readonly rowTable?: string;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
}

/** Kind of difference to the names that it is about. */
export class Differences {
  readonly #found = new Map<string, Set<string>>();

  add(kind: string, ...names: readonly string[]): void {
    if (names.length === 0) return;
    const all = this.#found.get(kind) ?? new Set();
    this.#found.set(kind, all);
    for (const name of names) all.add(name);
  }

  /** Names apart by spaces, in alphabetical order. */
  toJSON(): Record<string, string> {
    return Object.fromEntries([...this.#found].map(([kind, names]) => [kind, [...names].sort().join(' ')]));
  }
}

/** @param names what is there */
export function compareNames(found: Differences, what: string, names: readonly string[], form: string): void {
  const known = form.split(' ').map((name) => name.replace('?', ''));
  const always = form.split(' ').filter((name) => name !== '' && !name.endsWith('?'));
  found.add(`${what} missing`, ...always.filter((name) => !names.includes(name)));
  found.add(`${what} unknown`, ...names.filter((name) => !known.includes(name)));
}

/** The attributes of columns that hold something: of references above all. */
export function compareColumns(
  found: Differences,
  record: XmlElement,
  form: Pick<RecordForm, 'columns' | 'columnAttributes'>,
): void {
  const names = record.children.map(({ name }) => name);
  compareNames(found, 'columns', names, form.columns);
  for (const { name, text, attributes } of record.children) {
    const own = Object.keys(attributes);
    const genuine = form.columnAttributes[name]?.split(' ') ?? [];
    const of = (attribute: string) => `${name}/${attribute}`;
    if (text !== '') {
      found.add(
        'attributes of columns missing',
        ...genuine.filter((attribute) => !own.includes(attribute)).map(of),
      );
    }
    found.add(
      'attributes of columns unknown',
      ...own.filter((attribute) => !genuine.includes(attribute)).map(of),
    );
  }
}

/**
 * @param row  the customer update, whose payload is `root`
 * @param root the payload's `record_update`
 */
export function compareRecord(
  found: Differences,
  form: RecordForm,
  table: string,
  row: XmlElement,
  root: XmlElement,
  app: App,
): void {
  compareNames(found, 'attributes of record_update', Object.keys(root.attributes), form.rootAttributes);
  const holder = child(root, form.wrapper ?? table) ?? child(root, table);
  if (holder === undefined) throw new Error(`No ${table} in its record_update`);
  const inner = child(holder, table);
  const record = inner ?? holder;
  const wrapper = inner && holder;
  if (wrapper?.name !== form.wrapper) {
    found.add('wrapper', `${wrapper?.name ?? 'none'} instead of ${form.wrapper ?? 'none'}`);
  }
  if (wrapper !== undefined && form.wrapperAttributes !== undefined) {
    compareNames(found, 'attributes of the wrapper', Object.keys(wrapper.attributes), form.wrapperAttributes);
  }
  const beside = [...root.children, ...(wrapper?.children ?? [])].filter(
    (one) => one !== holder && one !== record,
  );
  const besideGenuine = form.beside.split(' ');
  found.add(
    'elements beside the record unknown',
    ...beside.map(({ name }) => name).filter((name) => !besideGenuine.includes(name)),
  );
  compareNames(found, 'attributes', Object.keys(record.attributes), form.attributes);
  compareColumns(found, record, form);
  compareScope(found, record, app);
  comparePackage(found, record, app);
  compareRow(found, form, row, record);
}

/** Every genuine one names the app, its scope and its sys_id. */
function comparePackage(found: Differences, record: XmlElement, app: App): void {
  const { attributes, text } = child(record, 'sys_package') ?? {};
  if (attributes === undefined) return;
  const { display_value: display = '', source = '' } = attributes;
  if (display !== app.name) found.add('sys_package', `display_value=${display}`);
  if (source !== app.scope) found.add('sys_package', `source=${source}`);
  if (text !== app.id) found.add('sys_package', text ?? '');
}

/** Every genuine one but `sys_app` names the app. */
function compareScope(found: Differences, record: XmlElement, app: App): void {
  const scope = child(record, 'sys_scope');
  const display = scope?.attributes.display_value;
  if (scope !== undefined && display !== app.name) found.add('sys_scope', `display_value=${display}`);
}

function compareRow(found: Differences, form: RecordForm, row: XmlElement, record: XmlElement): void {
  const value = (name: string) => child(row, name)?.text ?? '';
  const name = value('name');
  if (form.updateName !== undefined) {
    const pattern = form.updateName.replace('<sys_id>', '[0-9a-f]{32}').replace('<key>', '\\w+');
    if (!new RegExp(`^${pattern}$`).test(name)) found.add('name of the update', name);
    const own = child(record, 'sys_update_name')?.text;
    if (own !== undefined && own !== name) found.add('sys_update_name', own);
  }
  const { rowType, rowTable } = form;
  if (rowType !== undefined && value('type') !== rowType) found.add('type of the update', value('type'));
  const table = value('table') === '' ? 'empty' : 'set';
  if (rowTable !== undefined && !rowTable.split(' ').includes(table)) {
    found.add('table of the update', table);
  }
}
