import type { Principal } from '../sign-in/principal.ts';
import type { Database, Row } from './database.ts';

export type AccessOperation = 'read' | 'create' | 'write' | 'delete';

/**
 * Access control lists, as one request sees them: the rows of `sys_security_acl` of type `record`, as far as roles, a condition and
 * the one script that `referenceOfScript` knows say it all. The rules of the table itself win over those of the table it extends;
 * where there is no rule, only an admin may (ServiceNow's default-deny).
 *
 * @fact An access control whose *Admin overrides* is off | applies its condition and script to admins, but not its roles |
 * documented | t_CreateAnACLRule
 */
export class AccessControl {
  readonly #database: Database;
  /** By name and operation, for one request: its rules don't change while it runs, and it may ask per row. */
  readonly #known = new Map<string, readonly Rule[]>();

  /** By table, for one request too. */
  readonly #ruled = new Map<string, ReadonlySet<string>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** @param row the row in question; without one, whether there may be any that the principal can reach */
  allows(principal: Principal, operation: AccessOperation, table: string, row?: Row): boolean {
    for (let name: string | null = table; name !== null; name = this.#database.table(name)?.parent ?? null) {
      const rules = this.#rules(name, operation);
      // Before a row is created there is none, and a condition finds its fields empty.
      const asked = operation === 'create' ? (row ?? {}) : row;
      if (rules.length > 0) return rules.some((rule) => this.#passes(rule, principal, table, asked));
    }
    return principal.roles.has('admin');
  }

  /** Whether a field may be written, or read; fields without a rule of their own follow their table. */
  allowsField(
    principal: Principal,
    table: string,
    field: string,
    row: Row = {},
    operation: 'read' | 'write' = 'write',
  ): boolean {
    const rules = this.#rules(`${table}.${field}`, operation);
    return rules.length === 0 || rules.some((rule) => this.#passes(rule, principal, table, row));
  }

  /**
   * What of an answer about a row its reader may see: a path through a reference is not looked at.
   * @fact A field that the user may not read | is left out of an answer | belief | none
   */
  withoutHidden<Json extends Readonly<Record<string, unknown>>>(
    principal: Principal,
    table: string,
    row: Row,
    json: Json,
  ): Json {
    const ruled = this.#fieldsWithRules(table);
    if (ruled.size === 0) return json;
    const shown = Object.entries(json).filter(
      ([field]) => !ruled.has(field) || this.allowsField(principal, table, field, row, 'read'),
    );
    return Object.fromEntries(shown) as Json;
  }

  /** Those whose reading has rules of its own: few tables have any, and an answer may have thousands of rows. */
  #fieldsWithRules(table: string): ReadonlySet<string> {
    const query = `nameSTARTSWITH${table}.^type=record^operation=read^active=true`;
    const fields =
      this.#ruled.get(table) ??
      new Set(
        this.#database.query('sys_security_acl', query).map(({ name = '' }) => name.slice(table.length + 1)),
      );
    this.#ruled.set(table, fields);
    return fields;
  }

  #rules(name: string, operation: AccessOperation): readonly Rule[] {
    const key = `${operation} ${name}`;
    const rules = this.#known.get(key) ?? this.#read(name, operation);
    this.#known.set(key, rules);
    return rules;
  }

  #read(name: string, operation: AccessOperation): Rule[] {
    const query = `name=${name}^type=record^operation=${operation}^active=true`;
    return this.#database.query('sys_security_acl', query).map(({ sys_id: sysId = '', ...acl }) => ({
      condition: acl.condition ?? '',
      ...referenceOfScript(acl.script ?? ''),
      adminOverrides: acl.admin_overrides !== 'false',
      roles: this.#database
        .query('sys_security_acl_role', `sys_security_acl=${sysId}`)
        .map((one) => this.#database.get('sys_user_role', one.sys_user_role ?? '')?.name ?? ''),
    }));
  }

  #passes(rule: Rule, principal: Principal, table: string, row: Row | undefined): boolean {
    const { roles, condition, reference, wantsRecord } = rule;
    const isAdmin = principal.roles.has('admin');
    if (isAdmin && rule.adminOverrides) return true;
    if (!isAdmin && roles.length > 0 && !roles.some((role) => principal.roles.has(role))) return false;
    if (row === undefined) return true;
    if (condition !== '' && !this.#database.matches(table, row, condition, principal)) return false;
    if (reference === null) return true;
    const referenced = this.#referenced(table, row, reference);
    if (referenced === undefined) return false;
    // No page says what `canRead()` of an empty record answers: here it asks for the table alone, the worse of the two.
    if (referenced.row === undefined) return !wantsRecord && this.allows(principal, 'read', referenced.table);
    return this.allows(principal, 'read', referenced.table, referenced.row);
  }

  /** @returns undefined where the column refers to no table; without a row where that has no such record */
  #referenced(table: string, from: Row, column: string) {
    const target = this.#database.table(table)?.columns.get(column)?.reference;
    if (!target) return undefined;
    const row = this.#database.get(target, from[column] ?? '') ?? undefined;
    return { table: row?.sys_class_name || target, row };
  }
}

/** An access control's script that hands the question on to the record which a column refers to. Others the sandbox does not run. */
export function referenceOfScript(script: string): Pick<Rule, 'reference' | 'wantsRecord'> {
  const [, reference = null, name] =
    /\bcurrent\.(\w+)\.getRefRecord\(\)(?:\)?|;\s*(\w+)\.isValidRecord\(\) && \2)\.canRead\(\);?\s*$/.exec(
      script,
    ) ?? [];
  return { reference, wantsRecord: name !== undefined };
}

interface Rule {
  /** Encoded query; empty for any row. */
  readonly condition: string;
  /** The column whose record the caller must be able to read as well; null for none. */
  readonly reference: string | null;
  /** Whether there must be such a record. */
  readonly wantsRecord: boolean;
  readonly adminOverrides: boolean;
  /** One of these is enough; none for everyone who is logged in. */
  readonly roles: readonly string[];
}
