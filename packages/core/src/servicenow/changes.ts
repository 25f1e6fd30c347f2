/** The `change_request` table, as the operations need it. */
import { z } from 'zod';
import type { ChangeSnapshot } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { ServiceNowClient } from './client.ts';
import { equals } from './encoded-query.ts';

const TABLE = '/api/now/table/change_request';

/** `sysparm_display_value=all` gives the raw value and what people see, in one answer. */
const field = z.object({ value: z.string(), display_value: z.string().nullish() });

/** A field that an instance lacks, or hides from the user, is absent. */
const optional = field.optional();

const record = z.object({
  sys_id: field,
  number: field,
  type: optional,
  state: field,
  approval: optional,
  on_hold: optional,
  on_hold_reason: optional,
  conflict_status: optional,
  start_date: optional,
  end_date: optional,
});

const FIELDS = Object.keys(record.shape).join(',');

const READ = {
  sysparm_display_value: 'all',
  sysparm_exclude_reference_link: 'true',
  sysparm_fields: FIELDS,
} as const;

export interface Change extends ChangeSnapshot {
  readonly sysId: string;
  /** `normal`, `standard`, `emergency`, or a type of the instance's own. */
  readonly type: string;
}

/** Fields by column name. */
export type ChangeFields = Readonly<Record<string, unknown>>;

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

  byNumber(number: string): Promise<Change | null> {
    return this.#find({ number });
  }

  async #find(conditions: Readonly<Record<string, string>>): Promise<Change | null> {
    const query = {
      ...READ,
      sysparm_query: `${equals(conditions)}^ORDERBYDESCsys_created_on`,
      sysparm_limit: '1',
    };
    const rows = z.array(z.unknown()).safeParse(await this.#client.request('GET', TABLE, { query }));
    if (!rows.success) throw unreadable(rows.error);
    return rows.data.length === 0 ? null : toChange(rows.data[0]);
  }

  /** Sends one POST and never a second one: only the caller can know whether the first arrived. */
  async create(fields: ChangeFields): Promise<Change> {
    return toChange(await this.#client.request('POST', TABLE, { query: READ, body: fields }));
  }

  /** @returns the change as the instance says it is afterwards: a write can be ignored with a 200 */
  async update(change: Change, fields: ChangeFields): Promise<Change> {
    return toChange(
      await this.#client.request('PATCH', `${TABLE}/${change.sysId}`, { query: READ, body: fields }),
    );
  }

  async addWorkNote(change: Change, note: string): Promise<void> {
    await this.update(change, { work_notes: note });
  }
}

function toChange(row: unknown): Change {
  const parsed = record.safeParse(row);
  if (!parsed.success) throw unreadable(parsed.error);
  const value = (name: keyof typeof record.shape) => parsed.data[name]?.value ?? '';
  return {
    sysId: value('sys_id'),
    number: value('number'),
    type: value('type'),
    state: value('state'),
    stateLabel: parsed.data.state.display_value ?? '',
    approval: value('approval'),
    onHold: value('on_hold') === 'true',
    onHoldReason: value('on_hold_reason'),
    conflictStatus: value('conflict_status'),
    plannedStart: value('start_date'),
    plannedEnd: value('end_date'),
  };
}

function unreadable(cause: z.ZodError): GateError {
  const fields = [...new Set(cause.issues.map((issue) => issue.path.join('.')))].join(', ');
  return new GateError(
    'UNEXPECTED_ANSWER',
    `The instance's answer for change_request does not look like one${fields ? ` (${fields})` : ''}: ` +
      'the integration user may not be allowed to read these fields.',
    { cause },
  );
}
