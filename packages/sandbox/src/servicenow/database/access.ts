import type { Principal } from '../sign-in/principal.ts';
import type { Database, Row } from './database.ts';

export type AccessOperation = 'read' | 'create' | 'write' | 'delete';

/**
 * Access control lists, as one request sees them: the rows of `sys_security_acl` of type `record`, as far as roles and a condition
 * say it all. The rules of the table itself win over those of the table it extends; where there is no
 * rule, only an admin may (ServiceNow's default-deny).
 */
export class AccessControl {
  readonly #database: Database;
  /** By name and operation, for one request: its rules don't change while it runs, and it may ask per row. */
  readonly #known = new Map<string, readonly Rule[]>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** @param row the row in question; without one, whether there may be any that the principal can reach */
  allows(principal: Principal, operation: AccessOperation, table: string, row?: Row): boolean {
    if (principal.roles.has('admin')) return true;
    for (let name: string | null = table; name !== null; name = this.#database.table(name)?.parent ?? null) {
      const rules = this.#rules(name, operation);
      if (rules.length > 0) return rules.some((rule) => this.#passes(rule, principal, table, row));
    }
    return false;
  }

  /** Whether a field may be written; fields without a rule of their own follow their table. */
  allowsField(principal: Principal, table: string, field: string): boolean {
    if (principal.roles.has('admin')) return true;
    const rules = this.#rules(`${table}.${field}`, 'write');
    return rules.length === 0 || rules.some((rule) => this.#passes(rule, principal, table, undefined));
  }

  #rules(name: string, operation: AccessOperation): readonly Rule[] {
    const key = `${operation} ${name}`;
    const rules = this.#known.get(key) ?? this.#read(name, operation);
    this.#known.set(key, rules);
    return rules;
  }

  #read(name: string, operation: AccessOperation): Rule[] {
    const query = `name=${name}^type=record^operation=${operation}^active=true`;
    return this.#database.query('sys_security_acl', query).map(({ sys_id: sysId = '', condition = '' }) => ({
      condition,
      roles: this.#database
        .query('sys_security_acl_role', `sys_security_acl=${sysId}`)
        .map((one) => this.#database.get('sys_user_role', one.sys_user_role ?? '')?.name ?? ''),
    }));
  }

  #passes({ roles, condition }: Rule, principal: Principal, table: string, row: Row | undefined): boolean {
    if (roles.length > 0 && !roles.some((role) => principal.roles.has(role))) return false;
    if (condition === '' || row === undefined) return true;
    return this.#database.matches(table, row, condition, principal);
  }
}

interface Rule {
  /** Encoded query; empty for any row. */
  readonly condition: string;
  /** One of these is enough; none for everyone who is logged in. */
  readonly roles: readonly string[];
}
