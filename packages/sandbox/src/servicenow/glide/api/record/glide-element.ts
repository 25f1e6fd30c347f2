import { type Column, isDateTime } from '../../../database/dictionary.ts';
import { GlideDateTime } from '../glide-date-time.ts';
import { notImplemented, strictObject } from '../strict.ts';
import { toScriptValue, toText } from './field-value.ts';
import type { RecordFields } from './record-fields.ts';

/** Documented members that are not here; other names are fields of the record referred to. */
const DOCUMENTED = new Set([
  ...['getED', 'getChoices', 'getHTMLValue', 'setError', 'getError'],
  ...[
    'getJournalEntry',
    'getAttribute',
    'hasAttribute',
    'getBooleanAttribute',
    'setPhoneNumber',
    'isDynamicCreate',
  ],
  ...[
    'getDependent',
    'getEscapedValue',
    'getDisplayValueLang',
    'getLabelLang',
    'getInitialValue',
    'setJournalEntry',
  ],
]);

/** One field of a record (`GlideElement`). In an expression it is its value as text. */
export class GlideElement {
  readonly #owner: RecordFields;
  readonly #column: Column;

  private constructor(owner: RecordFields, column: Column) {
    this.#owner = owner;
    this.#column = column;
  }

  /** The element for scripts: `element.field` walks through a reference. */
  static of(owner: RecordFields, column: Column): GlideElement {
    const element = new GlideElement(owner, column);
    return new Proxy(element, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member === 'function') return name === 'constructor' ? member : member.bind(target);
        if (typeof name === 'symbol' || member !== undefined) return member;
        if (DOCUMENTED.has(name)) throw notImplemented(owner.session, `GlideElement.${name}`);
        return column.reference === null ? undefined : elementAt(owner.related(column), name);
      },
      set: (_, name) => {
        throw notImplemented(owner.session, `writing through a reference (${column.name}.${String(name)})`);
      },
    });
  }

  toString(): string {
    return this.#owner.read(this.#column.name);
  }

  getValue(): string | null {
    return toScriptValue(this.toString(), this.#column);
  }

  getDisplayValue(): string {
    const { session, table, values } = this.#owner;
    return session.instance.displayValue(table, values, this.#column.name);
  }

  setValue(value: unknown): void {
    this.#owner.write(this.#column.name, value);
  }

  /**
   * Encrypts into a password2 column; elsewhere finds the choice or record that people call so. Text that
   * names no record empties a reference; other columns keep it as it is.
   */
  setDisplayValue(value: unknown): void {
    const { session, table } = this.#owner;
    const { name, reference } = this.#column;
    const display = toText(value);
    const found = session.instance.valueOfDisplay(table, name, display);
    this.#owner.write(name, found ?? (reference === null ? display : ''));
  }

  /**
   * The clear text of a password2 column, for scripts of the table's own scope.
   * @fact `getDecryptedValue` | the clear text of a password2 column, in scripts of its own scope alone |
   *   documented | c_GlideElementScopedAPI
   */
  getDecryptedValue(): string {
    const { session, table } = this.#owner;
    if (this.#column.type !== 'password2')
      throw session.error(`${table}.${this.#column.name} is not encrypted`);
    if (!table.startsWith(`${session.scope}_`)) {
      throw session.error(`Scope ${session.scope} may not decrypt ${table}.${this.#column.name}`);
    }
    return session.instance.decrypt(this.toString());
  }

  changes(): boolean {
    return this.#before('changes') !== this.toString();
  }

  changesFrom(value: unknown): boolean {
    return this.changes() && this.#before('changesFrom') === toText(value);
  }

  changesTo(value: unknown): boolean {
    return this.changes() && this.toString() === toText(value);
  }

  getRefRecord(): object {
    if (this.#column.reference === null) {
      throw this.#owner.session.error(`${this.#owner.table}.${this.#column.name} is not a reference`);
    }
    return this.#owner.related(this.#column).record();
  }

  getGlideObject(): GlideDateTime {
    const { session } = this.#owner;
    if (!isDateTime(this.#column.type)) {
      throw notImplemented(session, `GlideElement.getGlideObject for ${this.#column.type}`);
    }
    return strictObject(new GlideDateTime(session, this.toString()), 'GlideDateTime', session);
  }

  /** ms since the epoch; 0 for an empty date */
  dateNumericValue(): number {
    return this.toString() === '' ? 0 : this.getGlideObject().getNumericValue();
  }

  setDateNumericValue(ms: unknown): void {
    this.setValue(new GlideDateTime(this.#owner.session, Number(ms)).getValue());
  }

  nil(): boolean {
    return this.toString() === '';
  }

  isNil(): boolean {
    return this.nil();
  }

  hasValue(): boolean {
    return !this.nil();
  }

  canRead(): boolean {
    return this.#owner.session.instance.allows('read', this.#owner.table);
  }

  canWrite(): boolean {
    return this.#owner.session.instance.allows('write', this.#owner.table);
  }

  /** Throws in the script of an async rule, which has no row of before (c_BusinessRules). */
  #before(api: string): string {
    const { previous, session } = this.#owner;
    if (previous === undefined)
      throw notImplemented(session, `GlideElement.${api} outside the condition of a rule`);
    return previous?.[this.#column.name] ?? '';
  }

  getName(): string {
    return this.#column.name;
  }

  getLabel(): string {
    return this.#column.label;
  }

  getTableName(): string {
    return this.#owner.table;
  }

  getReferenceTable(): string | null {
    return this.#column.reference;
  }
}

/** The field of this name, or of a dot-walk (`change.number`); undefined when there is none. */
export function elementAt(fields: RecordFields, path: string): GlideElement | undefined {
  const [name = '', ...rest] = path.split('.');
  const column = fields.column(name);
  if (column === undefined) return undefined;
  if (rest.length === 0) return GlideElement.of(fields, column);
  return column.reference === null ? undefined : elementAt(fields.related(column), rest.join('.'));
}
