/** The `change_request` table, as the operations need it. */
import * as z from 'zod/mini';
import { anotherRecord, isSameName } from './another-record.ts';
import { CHANGE_FIELDS, type Change, toChange } from './change.ts';
import type { ServiceNowClient } from './client.ts';
import { differences } from './differences.ts';
import { equals, startsWith } from './encoded-query.ts';
import { fieldValue } from './field-value.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

const TABLE = '/api/now/table/change_request';

/** `sysparm_display_value=all` gives the raw value and what people see, in one answer. */
const READ = { sysparm_display_value: 'all', sysparm_exclude_reference_link: 'true' } as const;

/** The most changes that are read for one correlation id: far more than one gate ever opens. */
export const MAX_CHANGES = 100;

/** As many as a message may name. */
const MAX_LISTED_CHANGES = 10;

const texts = z.lazy(() => z.record(z.string(), z.unknown()));
const rows = z.lazy(() => z.array(z.unknown()));
const correlatedRows = z.lazy(() => z.array(z.looseObject({ correlation_id: fieldValue })));

/** Fields of a change request by column name. */
export type ChangeFields = Readonly<Record<string, unknown>>;

/** A change as it is after a write. */
export interface WriteResult {
  readonly change: Change;
  /** One clause for each field that did not arrive as it was sent. */
  readonly differences: readonly string[];
}

/** Reads and writes change requests with the Table API. */
export class Changes {
  readonly #client: ServiceNowClient;

  constructor(client: ServiceNowClient) {
    this.#client = client;
  }

  /** Where a person sees the change. */
  url(change: Change): string {
    const page = `change_request.do?sys_id=${change.sysId}`;
    return `${this.#client.instanceUrl}/nav_to.do?uri=${encodeURIComponent(page)}`;
  }

  /**
   * The changes with one of these sys_ids, or with this very correlation id, newest first. The instance's own answer is
   * not enough: its database may not tell upper from lower case, and it answers with every change when it ignores the
   * condition.
   * @returns `isComplete` is false where there are so many that not all were read
   */
  async ofGate(key: string, sysIds: readonly string[]): Promise<{ found: Change[]; isComplete: boolean }> {
    const condition = `sys_idIN${sysIds.join(',')}^OR${equals({ correlation_id: key })}`;
    const answer = correlatedRows.safeParse(await this.#query(condition, MAX_CHANGES));
    if (!answer.success) throw unexpectedSchema('change_request', answer.error);
    const found = answer.data
      .map(toChange)
      .filter(({ correlationId, sysId }) => correlationId === key || sysIds.includes(sysId));
    return { found, isComplete: answer.data.length < MAX_CHANGES };
  }

  /** The newest changes whose correlation id begins with this text, to the letter. */
  async correlatedFrom(start: string): Promise<readonly Change[]> {
    const condition = startsWith({ correlation_id: start });
    const answer = correlatedRows.safeParse(await this.#query(condition, MAX_LISTED_CHANGES));
    if (!answer.success) throw unexpectedSchema('change_request', answer.error);
    return answer.data.map(toChange).filter(({ correlationId }) => correlationId.startsWith(start));
  }

  /**
   * @returns the change that has all of these; `null` where there is none
   * @throws GateError ANOTHER_RECORD where the instance answers with one that has not
   */
  async find(by: { readonly number?: string; readonly sys_id?: string }): Promise<Change | null> {
    const found = rows.safeParse(await this.#query(equals(by), 1));
    if (!found.success) throw unexpectedSchema('change_request', found.error);
    if (found.data.length === 0) return null;
    const change = toChange(found.data[0]);
    const { number = change.number, sys_id: sysId = change.sysId } = by;
    if (isSameName(change.number, number) && isSameName(change.sysId, sysId)) return change;
    throw anotherRecord(`change_request ${Object.values(by).join(' with sys_id ')}`, named(change));
  }

  #query(condition: string, limit: number): Promise<unknown> {
    const query = {
      ...READ,
      sysparm_fields: CHANGE_FIELDS.join(','),
      sysparm_query: `${condition}^ORDERBYDESCsys_created_on`,
      sysparm_limit: String(limit),
    };
    return this.#client.request('GET', TABLE, { query });
  }

  async read(change: Change): Promise<Change> {
    const query = { ...READ, sysparm_fields: CHANGE_FIELDS.join(',') };
    return same(change, await this.#client.request('GET', `${TABLE}/${change.sysId}`, { query }));
  }

  /** Reads which of these fields the change does not hold as they are given here. */
  async missing(change: Change, fields: ChangeFields): Promise<{ change: Change; missing: ChangeFields }> {
    const row = await this.#client.request('GET', `${TABLE}/${change.sysId}`, { query: asking(fields) });
    const missing = Object.entries(fields).filter(
      ([column, value]) => differences({ [column]: value }, row).length > 0,
    );
    return { change: same(change, row), missing: Object.fromEntries(missing) };
  }

  /** Reads columns that hold text. @returns empty text for one without a value; a column that the instance does not show is left out */
  async texts(change: Change, columns: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const query = { ...READ, sysparm_fields: [...CHANGE_FIELDS, ...columns].join(',') };
    const row = await this.#client.request('GET', `${TABLE}/${change.sysId}`, { query });
    same(change, row);
    const cells = texts.parse(row);
    return Object.fromEntries(
      columns.flatMap((column) => {
        const cell = fieldValue.safeParse(cells[column]);
        return cell.success ? [[column, cell.data.value]] : [];
      }),
    );
  }

  /** Sends one POST and never a second one: only the caller can know whether the first arrived. */
  async create(fields: ChangeFields): Promise<WriteResult> {
    const row = await this.#client.request('POST', TABLE, { query: asking(fields), body: fields });
    return { change: toChange(row), differences: differences(fields, row) };
  }

  /** @returns the change as the instance says it is afterwards: a write can be ignored with a 200 */
  async update(change: Change, fields: ChangeFields): Promise<WriteResult> {
    const row = await this.#client.request('PATCH', `${TABLE}/${change.sysId}`, {
      query: asking(fields),
      body: fields,
      // A note that is written twice stands there twice.
      idempotent: fields.work_notes === undefined && fields.comments === undefined,
    });
    return { change: same(change, row), differences: differences(fields, row) };
  }

  async addWorkNote(change: Change, note: string): Promise<void> {
    await this.update(change, { work_notes: note });
  }
}

/** The change as an answer has it. @throws GateError ANOTHER_RECORD where the answer is about another change */
function same(asked: Change, row: unknown): Change {
  const answered = toChange(row);
  if (isSameName(answered.sysId, asked.sysId)) return answered;
  throw anotherRecord(`change_request ${named(asked)}`, named(answered));
}

function named({ number, sysId }: Change): string {
  return [number, sysId].filter((part) => part !== '').join(' with sys_id ');
}

/** Asks for what the operations need and for what was sent, to compare. */
function asking(fields: ChangeFields): Readonly<Record<string, string>> {
  // With the links: they tell which of the fields are references.
  return {
    ...READ,
    sysparm_exclude_reference_link: 'false',
    sysparm_fields: [...new Set([...CHANGE_FIELDS, ...Object.keys(fields)])].join(','),
  };
}
