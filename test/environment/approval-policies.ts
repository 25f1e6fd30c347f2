/** The approval policies of the guide (`docs/approval-by-rule.md`), read from its tables as an admin would enter them. */
import { readFileSync } from 'node:fs';
import { type Row, type ServiceNowInstance, USERS } from '@change-gate/sandbox';

const GUIDE = readFileSync(new URL('../../docs/approval-by-rule.md', import.meta.url), 'utf8');

export const POLICIES = ['Policy 1', 'Policy 2', 'Policy 3'] as const;
export type PolicyName = (typeof POLICIES)[number];

/** A user for whom rules approve. */
export const RULE_USER = 'approval.rule';
export const SECURITY = 'Security';

/** A row of one of the guide's tables. */
export interface GuideRow {
  readonly order: string;
  readonly label: string;
  readonly conditions: readonly Condition[];
  /** An approval definition, or a risk. */
  readonly answer: string;
}

interface Condition {
  /** Labels of columns: `Change evidence.Tests failed`. */
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

/** @param heading how the section begins that has the table */
export function rowsOf(heading: string): GuideRow[] {
  const section = GUIDE.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const rows = [...section.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  if (rows.length < 3) throw new Error(`The guide has no table under ${heading}`);
  return rows.map(([, order = '', label = '', conditions = '', answer = '']) => ({
    order,
    label,
    conditions: conditions.split(' AND ').map(conditionOf),
    answer,
  }));
}

function conditionOf(text: string): Condition {
  const found = /^\[([^\]]+)\] \[([^\]]+)\](?: \[([^\]]+)\])?$/.exec(text);
  if (found === null) throw new Error(`The guide has a condition of another form: ${text}`);
  const [, field = '', operator = '', value = ''] = found;
  return { field, operator, value };
}

const OPERATORS: Readonly<Record<string, string>> = {
  is: '=',
  'is empty': 'ISEMPTY',
  'is not empty': 'ISNOTEMPTY',
  'greater than or is': '>=',
  'less than or is': '<=',
};

/** What an admin enters, as the instance stores it. */
export class Admin {
  readonly #instance: ServiceNowInstance;

  constructor(instance: ServiceNowInstance) {
    this.#instance = instance;
  }

  insert(table: string, row: Row): string {
    return this.#instance.database.insert(table, row, USERS.admin.userName).sys_id ?? '';
  }

  /** The section *Prepare*, and the rows of one policy; `without` some of them, by label. */
  installPolicy(name: PolicyName, without: readonly string[] = []): void {
    const { database } = this.#instance;
    const policy = database.find('chg_policy_approval', 'name', 'Normal Change Policy')?.sys_id ?? '';
    const user = this.insert('sys_user', { user_name: RULE_USER, name: 'Approval Rule' });
    const group = this.insert('sys_user_group', { name: SECURITY });
    const member = database.find('sys_user', 'user_name', USERS.employee.userName)?.sys_id ?? '';
    this.insert('sys_user_grmember', { group, user: member });
    const source = { approver_source: 'chg_approval_def' };
    this.insert('chg_approval_def', {
      ...source,
      name: 'Approved by rule',
      approval_action: 'approve',
      user,
    });
    this.insert('chg_approval_def', {
      ...source,
      name: 'Security Approval',
      approval_action: 'group',
      group,
    });
    database.update('chg_policy_approval', policy, { execution: 'first' }, USERS.admin.userName);
    for (const [, label = '', order = ''] of GUIDE.matchAll(/\*([A-Z][^*]+)\* to (\d+)/g)) {
      const row = database.find('sys_decision_question', 'label', label.replace(/\s+/g, ' '));
      if (row === undefined) throw new Error(`The base system has no decision ${label}`);
      database.update('sys_decision_question', row.sys_id ?? '', { order }, USERS.admin.userName);
    }
    for (const { order, label, conditions, answer } of rowsOf(name)) {
      if (without.includes(label)) continue;
      const definition = database.find('chg_approval_def', 'name', answer);
      if (definition === undefined) throw new Error(`There is no approval definition ${answer}`);
      const condition = this.#encoded(conditions, 'change_request.');
      const row = { decision_table: policy, label, order, condition, answer: definition.sys_id ?? '' };
      this.insert('sys_decision_question', row);
    }
  }

  installRiskConditions(): void {
    for (const { order, label: name, conditions, answer } of rowsOf('A risk condition')) {
      const risk = this.#choice('change_request', 'risk', answer);
      this.insert('risk_conditions', { order, name, risk, condition: this.#encoded(conditions, '') });
    }
  }

  /** The evidence's columns that a row reads. */
  columnsRead({ conditions }: GuideRow): Set<string> {
    const paths = conditions.map(({ field }) => this.#path(field)).filter((path) => path.length > 1);
    return new Set(paths.map((path) => path.at(-1) ?? ''));
  }

  #encoded(conditions: readonly Condition[], input: string): string {
    const terms = conditions.map(({ field, operator, value }) => {
      const code = OPERATORS[operator];
      if (code === undefined) throw new Error(`The tests know no operator ${operator}`);
      const path = this.#path(field);
      const table = path.length > 1 ? 'x_change_gate_evidence' : 'change_request';
      const stored = value === '' ? '' : this.#choice(table, path.at(-1) ?? '', value);
      return `${input}${path.join('.')}${code}${stored}`;
    });
    return `${terms.join('^')}^EQ`;
  }

  /** Names of the columns with these labels, each in the table that the one before refers to. */
  #path(labels: string): string[] {
    const { database } = this.#instance;
    let table = 'change_request';
    return labels.split('.').map((label) => {
      const columns = [...(database.table(table)?.columns.values() ?? [])];
      const column = columns.find((one) => one.label === label);
      // Without the app, an admin's rows stay, with the names that they were given.
      if (column === undefined) throw new Error(`${table} has no column that is called ${label}`);
      table = column.reference ?? '';
      return column.name;
    });
  }

  /** The value with this label; the text itself where the column has no choices. */
  #choice(table: string, name: string, label: string): string {
    const choices = this.#instance.database.table(table)?.columns.get(name)?.choices ?? [];
    if (choices.length === 0) return label;
    const choice = choices.find((one) => one.label === label);
    if (choice === undefined) throw new Error(`${table}.${name} has no choice ${label}`);
    return choice.value;
  }
}
