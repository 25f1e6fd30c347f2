/**
 * The Change Management API, `/api/sn_chg_rest` (ServiceNow docs, change-management-api): what it does better
 * than the table. Live clients see single results as an object, the documentation shows some in an array.
 */
import * as z from 'zod/mini';
import { GateError, nullFor } from '../errors.ts';
import { type Change, toChange } from './change.ts';
import type { ChangeFields, WriteResult } from './changes.ts';
import type { ServiceNowClient } from './client.ts';
import { differences } from './differences.ts';

const API = '/api/sn_chg_rest/change';

/** How the API creates a change. */
export type Creation =
  | { readonly type: 'normal' | 'emergency' }
  | { readonly standardTemplate: string }
  | { readonly model: string };

const created = z.lazy(() =>
  z.object({
    __meta: z.optional(z.object({ ignoredFields: z.optional(z.array(z.string())) })),
  }),
);

/** Sends one POST and never a second one. */
export async function createChange(
  client: ServiceNowClient,
  creation: Creation,
  fields: ChangeFields,
): Promise<WriteResult> {
  const body = 'model' in creation ? { ...fields, chg_model: creation.model } : fields;
  const row = single(await client.request('POST', pathOf(creation), { body }));
  const ignored = created.safeParse(row).data?.__meta?.ignoredFields;
  return { change: toChange(row), differences: differences(fields, row, ignored) };
}

function pathOf(creation: Creation): string {
  if ('type' in creation) return `${API}/${creation.type}`;
  return 'model' in creation ? API : `${API}/standard/${creation.standardTemplate}`;
}

function single(result: unknown): unknown {
  return Array.isArray(result) ? result[0] : result;
}

/** Where a change may go next, as its model says. */
export interface NextStates {
  /** State values, the current one left out. */
  readonly available: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** By state value: conditions of the model that are not met. */
  readonly unmet: Readonly<Record<string, readonly string[]>>;
}

const transition = z.lazy(() =>
  z.object({
    to_state: z.coerce.string(),
    transition_available: z.boolean(),
    conditions: z.catch(
      z.array(
        z.object({
          passed: z.boolean(),
          condition: z.object({ name: z.string(), description: z.nullish(z.string()) }),
        }),
      ),
      [],
    ),
  }),
);

const nextStatesAnswer = z.lazy(() =>
  z.object({
    available_states: z.array(z.coerce.string()),
    state_transitions: z.catch(z.array(z.array(transition)), []),
    state_label: z.catch(z.record(z.string(), z.string()), {}),
  }),
);

/** @returns `null` where the instance does not have the API, or the user may not use it */
export async function nextStates(client: ServiceNowClient, change: Change): Promise<NextStates | null> {
  const answer = await client
    .request('GET', `${API}/${change.sysId}/nextstates`)
    .catch(nullFor('API_NOT_INSTALLED', 'FORBIDDEN', 'RECORD_NOT_FOUND', 'NOT_ACCEPTED'));
  const parsed = nextStatesAnswer.safeParse(answer);
  if (!parsed.success) return null;
  const { available_states: available, state_transitions: transitions, state_label: labels } = parsed.data;
  const unmet: Record<string, string[]> = {};
  for (const { to_state: to, conditions } of transitions.flat()) {
    const failed = conditions.filter(({ passed }) => !passed).map(({ condition }) => condition.name);
    if (failed.length > 0) unmet[to] = [...new Set([...(unmet[to] ?? []), ...failed])];
  }
  return { available: available.filter((state) => state !== change.state), labels, unmet };
}

const conflictAnswer = z.lazy(() =>
  z.object({
    last_run: z.nullish(z.string()),
    conflicts: z.array(z.unknown()),
  }),
);

/**
 * The conflicts that the last check found. The answer's own status says "Conflict" even with none, so the list
 * is what counts.
 */
export async function conflictsOf(
  client: ServiceNowClient,
  change: Change,
): Promise<{ readonly checked: boolean; readonly count: number }> {
  const answer = conflictAnswer.safeParse(await client.request('GET', `${API}/${change.sysId}/conflict`));
  if (!answer.success) {
    throw new GateError(
      'UNEXPECTED_ANSWER',
      `The Change Management API does not list the conflicts of ${change.number} as documented. Set conflict-check to false: the change's own conflict status is used then.`,
      { cause: answer.error },
    );
  }
  return { checked: (answer.data.last_run ?? '') !== '', count: answer.data.conflicts.length };
}
