/** The `change_request` table, as the operations need it. */
import { z } from 'zod';
import { CHANGE_FIELDS, type Change, toChange, unreadable } from './change.ts';
import type { ServiceNowClient } from './client.ts';
import { differences } from './differences.ts';
import { equals } from './encoded-query.ts';

const TABLE = '/api/now/table/change_request';

/** `sysparm_display_value=all` gives the raw value and what people see, in one answer. */
const READ = { sysparm_display_value: 'all', sysparm_exclude_reference_link: 'true' } as const;

/** Fields by column name. */
export type ChangeFields = Readonly<Record<string, unknown>>;

/** A change as it is after a write. */
export interface Written {
  readonly change: Change;
  /** One clause for each field that did not arrive as it was sent. */
  readonly differences: readonly string[];
}

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

  /** The newest change with this correlation id. */
  byCorrelationId(key: string): Promise<Change | null> {
    return this.#find({ correlation_id: key });
  }

  /** The change that has all of these. */
  named(by: { readonly number?: string; readonly sys_id?: string }): Promise<Change | null> {
    return this.#find(by);
  }

  async #find(conditions: Readonly<Record<string, string>>): Promise<Change | null> {
    const query = {
      ...READ,
      sysparm_fields: CHANGE_FIELDS.join(','),
      sysparm_query: `${equals(conditions)}^ORDERBYDESCsys_created_on`,
      sysparm_limit: '1',
    };
    const rows = z.array(z.unknown()).safeParse(await this.#client.request('GET', TABLE, { query }));
    if (!rows.success) throw unreadable(rows.error);
    return rows.data.length === 0 ? null : toChange(rows.data[0]);
  }

  async read(change: Change): Promise<Change> {
    const query = { ...READ, sysparm_fields: CHANGE_FIELDS.join(',') };
    return toChange(await this.#client.request('GET', `${TABLE}/${change.sysId}`, { query }));
  }

  /** Sends one POST and never a second one: only the caller can know whether the first arrived. */
  async create(fields: ChangeFields): Promise<Written> {
    const row = await this.#client.request('POST', TABLE, { query: asking(fields), body: fields });
    return { change: toChange(row), differences: differences(fields, row) };
  }

  /** @returns the change as the instance says it is afterwards: a write can be ignored with a 200 */
  async update(change: Change, fields: ChangeFields): Promise<Written> {
    const row = await this.#client.request('PATCH', `${TABLE}/${change.sysId}`, {
      query: asking(fields),
      body: fields,
      // A note that is written twice stands there twice.
      idempotent: fields.work_notes === undefined && fields.comments === undefined,
    });
    return { change: toChange(row), differences: differences(fields, row) };
  }

  async addWorkNote(change: Change, note: string): Promise<void> {
    await this.update(change, { work_notes: note });
  }
}

/** Asks for what the operations need and for what was sent, to compare. */
function asking(fields: ChangeFields): Readonly<Record<string, string>> {
  return { ...READ, sysparm_fields: [...new Set([...CHANGE_FIELDS, ...Object.keys(fields)])].join(',') };
}
