import { newSysId, type Row, type Values } from '../../../database/database.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { notImplemented } from '../strict.ts';
import { toText } from './field-value.ts';
import { elementAt } from './glide-element.ts';
import { RecordFields } from './record-fields.ts';
import { RecordReader } from './record-reader.ts';

/** Documented methods that are not here; a name that is neither these nor a field is `undefined`. */
const DOCUMENTED = new Set([
  ...[
    'addJoinQuery',
    'addFunction',
    'addValue',
    'applyEncodedQuery',
    'enableSecurityFeature',
    'queryNoDomain',
  ],
  ...[
    'disableSecurityFeature',
    'getAttribute',
    'getElements',
    'getED',
    'getLastErrorMessage',
    'getLink',
    'getPlural',
  ],
  ...[
    'getClassDisplayValue',
    'insertWithReferences',
    'updateWithReferences',
    'isEncodedQueryValid',
    'setCategory',
  ],
  ...[
    'getGlideObject',
    'setNewGuid',
    'getBooleanAttribute',
    'addQueryHint',
    'isValidEncodedQuery',
    'setNewGuidValue',
  ],
]);

/** Members that are the sandbox's own; a script that names one means a field. */
const OWN = new Set(['found', 'isKnown', 'mayWrite', 'delete']);

export type RecordOperation = 'insert' | 'update' | 'delete';

/**
 * @fact `GlideRecord` in a scripted REST API | ignores access controls; `GlideRecordSecure` does not | documented |
 * c_GlideRecordScopedAPI
 *
 * `GlideRecord` and `GlideRecordSecure` (ServiceNow docs, c_GlideRecordScopedAPI). Fields are properties:
 * `gr.number` is a `GlideElement`, `gr.number = 'x'` sets it.
 */
export class ScriptRecord extends RecordReader {
  readonly #operation: RecordOperation | null;
  #isNew = false;
  #workflow = true;
  #aborted = false;

  /**
   * @param secure    whether ACLs apply
   * @param operation what set off the rule that this record is `current` of
   */
  constructor(fields: RecordFields, secure: boolean, operation: RecordOperation | null = null) {
    super(fields, secure);
    this.#operation = operation;
    // biome-ignore lint/correctness/noConstructorReturn: scripts see the record through its fields
    return new Proxy(this, asScriptsSee(fields));
  }

  /** `current`, `event`: the record of a row that is already read; an empty one without a row. */
  static ofRow(
    session: ScriptSession,
    table: string,
    row: Row | null,
    operation: RecordOperation | null,
    previous?: Row | null,
  ): ScriptRecord {
    const fields = recordFields(session, table);
    if (row !== null) fields.load(row);
    fields.previous = previous;
    return new ScriptRecord(fields, false, operation);
  }

  operation(): RecordOperation | null {
    return this.#operation;
  }

  setValue(field: unknown, value: unknown): void {
    this.fields.write(toText(field), value);
  }

  isNewRecord(): boolean {
    return this.#isNew && !this.fields.isStored;
  }

  /** An empty record, without default values. */
  initialize(): void {
    this.fields.clear({});
    this.#isNew = true;
  }

  /** An empty record with default values and a sys_id. */
  newRecord(): void {
    const values: Values = { sys_id: newSysId() };
    for (const { name, defaultValue } of this.fields.definition?.columns.values() ?? []) {
      if (defaultValue !== '' && name !== 'sys_id') values[name] = defaultValue;
    }
    this.fields.clear(values);
    this.#isNew = true;
  }

  /**
   * @fact `insert` and `update` that are refused | null; `update` of a record that is not there inserts it
   *   | documented | c_GlideRecordScopedAPI
   * @returns the new sys_id; null when the database refused it, for instance a unique value that is taken
   */
  insert(): string | null {
    if (!this.mayWrite()) return null;
    const values = { ...this.fields.values };
    // A record that was read is copied, under a sys_id of its own.
    if (this.fields.isStored) delete values.sys_id;
    const row = this.session.instance.insert({ ...this.#write(), values });
    if (row === null) return null;
    this.fields.load(row);
    return this.getUniqueValue();
  }

  /** @returns the sys_id; null when the write was refused. A record that is not there is inserted. */
  update(): string | null {
    if (!this.mayWrite()) return null;
    if (!this.fields.isStored) return this.insert();
    const sysId = this.fields.read('sys_id');
    const written = this.session.instance.update({ ...this.#write(), sysId, values: this.fields.changes });
    if (written === 'missing') {
      this.fields.detach();
      return this.insert();
    }
    if (written === null) return null;
    this.fields.load(written);
    return sysId;
  }

  updateMultiple(): void {
    const values = this.fields.changes;
    for (const { sys_id: sysId = '' } of this.found()) {
      this.session.instance.update({ ...this.#write(), sysId, values });
    }
  }

  deleteRecord(): boolean {
    return this.mayWrite() && this.fields.isStored && this.delete(this.fields.read('sys_id'));
  }

  deleteMultiple(): void {
    for (const { sys_id: sysId = '' } of this.found()) this.delete(sysId);
  }

  /** false: no business rule of an application runs for what this record writes. */
  setWorkflow(enabled: unknown): void {
    this.#workflow = Boolean(enabled);
  }

  setAbortAction(abort: unknown): void {
    this.#aborted = Boolean(abort);
  }

  isActionAborted(): boolean {
    return this.#aborted;
  }

  autoSysFields(enabled: unknown): void {
    if (!enabled) throw notImplemented(this.session, 'GlideRecord.autoSysFields(false)');
  }

  canRead(): boolean {
    return this.session.instance.allows('read', this.fields.table);
  }

  canCreate(): boolean {
    return this.session.instance.allows('create', this.fields.table);
  }

  canWrite(): boolean {
    return this.session.instance.allows('write', this.fields.table);
  }

  canDelete(): boolean {
    return this.session.instance.allows('delete', this.fields.table);
  }

  protected mayWrite(): boolean {
    return !this.#aborted && this.isKnown();
  }

  protected delete(sysId: string): boolean {
    return this.session.instance.delete({ ...this.#write(), sysId });
  }

  #write(): { table: string; workflow: boolean; secure: boolean } {
    return { table: this.fields.table, workflow: this.#workflow, secure: this.secure };
  }
}

/** The fields of an empty record of a table. */
export function recordFields(session: ScriptSession, table: string): RecordFields {
  return new RecordFields(session, table, (fields) => new ScriptRecord(fields, false));
}

/** Fields as properties. Methods go first, as they do on an instance. */
function asScriptsSee(fields: RecordFields): ProxyHandler<ScriptRecord> {
  return {
    get: (record, name) => {
      if (typeof name === 'symbol') return undefined;
      const member = OWN.has(name) ? undefined : (Reflect.get(record, name, record) as unknown);
      if (typeof member === 'function') return name === 'constructor' ? member : member.bind(record);
      const element = elementAt(fields, name);
      if (element !== undefined || !DOCUMENTED.has(name)) return element;
      throw notImplemented(fields.session, `GlideRecord.${name}`);
    },
    set: (_, name, value) => {
      fields.write(String(name), value);
      return true;
    },
    // `for (var name in gr)` goes through the fields.
    ownKeys: () => [...(fields.definition?.columns.keys() ?? [])],
    getOwnPropertyDescriptor: (_, name) => {
      const value = elementAt(fields, String(name));
      return value && { value, configurable: true, enumerable: true, writable: true };
    },
    has: (record, name) => name in record || elementAt(fields, String(name)) !== undefined,
  };
}
