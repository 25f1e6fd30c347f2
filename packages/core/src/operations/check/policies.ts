/** Data policies that would refuse the change for what the data misses. */
import type { ProfiledPolicy } from '../../check/profile.ts';
import type { CheckLine } from '../../check/report.ts';
import { STATE } from '../../decision.ts';
import { type Known, meets } from '../../servicenow/condition.ts';
import { readDataPolicies } from '../../servicenow/data-policies.ts';
import type { Dictionary } from '../../servicenow/dictionary.ts';
import { TABLE_OF } from '../../servicenow/records.ts';
import { stateLabel } from '../../servicenow/states.ts';
import { closingFields } from '../close/ending.ts';
import type { OpenPlan } from '../open/plan.ts';
import { PATHS } from '../walk/walk.ts';
import { isGiven } from './asked-plan.ts';
import { doesNotHold, holds, type Subject, unseen } from './line.ts';
import type { CheckContext } from './section.ts';

const POLICIES = { id: 'data.policies', title: 'Data policies of change_request' };

/** @param dictionary `null` where it cannot be read */
export async function policyLines(
  plan: OpenPlan,
  dictionary: Dictionary | null,
  { client }: CheckContext,
): Promise<CheckLine[]> {
  const policies = await readDataPolicies(client, 'change_request');
  if (policies === null) {
    const detail =
      'The integration user may not read sys_data_policy2 and sys_data_policy_rule, which make fields mandatory.';
    const remedy = 'Let the integration user read both, or ask an admin which fields data policies demand.';
    return [unseen(POLICIES, detail, { remedy, who: 'ServiceNow admin' })];
  }
  if (policies.length === 0) {
    const detail =
      'The instance shows no active data policy of change_request: there is none, or an ACL hides them.';
    return [unseen(POLICIES, detail)];
  }
  const broken = policies.flatMap((policy) => policyLine(policy, plan, dictionary) ?? []);
  if (broken.length > 0) return broken;
  return [holds(POLICIES, `The data has all that ${names(policies)} demand.`)];
}

function names(policies: readonly ProfiledPolicy[]): string {
  return policies.map(({ name }) => JSON.stringify(name)).join(', ');
}

/** @returns `undefined` where the data has all that the policy may demand */
function policyLine(
  { name, conditions, rules }: ProfiledPolicy,
  { wanted }: OpenPlan,
  dictionary: Dictionary | null,
): CheckLine | undefined {
  const subject: Subject = {
    id: `data.policies.${idOf(name)}`,
    title: `Data policy ${JSON.stringify(name)}`,
  };
  const missing = rules
    .filter(({ mandatory, column }) => mandatory && !isGiven(wanted[column]))
    .map(({ column }) => column)
    .filter((column) => !isFilledByItself(column, dictionary));
  if (missing.length === 0) return undefined;
  const fields = missing.join(', ');
  const applies = meets(conditions, knownOf(wanted, STATE.new));
  const add = { remedy: `Add ${fields} to the data.`, who: 'pipeline author' as const };
  if (applies)
    return doesNotHold(
      subject,
      `It makes ${fields} mandatory, which the data misses: opening the change is refused.`,
      add,
    );
  if (applies === undefined) {
    return unseen(
      subject,
      `It makes ${fields} mandatory where ${conditions}, which could not be told before the change is there. The data misses ${fields}.`,
      add,
    );
  }
  const later = LATER.find(
    (state) =>
      meets(conditions, knownOf(wanted, state)) !== false &&
      missing.some((column) => state !== STATE.closed || !CLOSING.includes(column)),
  );
  if (later === undefined) return undefined;
  return unseen(
    subject,
    `It makes ${fields} mandatory where ${conditions}, which a new change does not meet, and one in ${stateLabel(later)} may. What later steps write is not checked here.`,
    { remedy: `Give ${fields} in the data of the step that moves the change there.`, who: 'pipeline author' },
  );
}

/** The states that a change goes through once it is open. */
const LATER: readonly string[] = (PATHS.normal ?? []).slice(1);
const CLOSING = Object.keys(closingFields({ code: '', notes: '' }));

/** As the instance fills in what is not sent. */
function isFilledByItself(column: string, dictionary: Dictionary | null): boolean {
  return column === 'number' || isGiven(dictionary?.get(column)?.defaultValue);
}

/** What is known of a change in a state: what was sent, and what every new change is. */
function knownOf(wanted: OpenPlan['wanted'], state: string): (column: string) => Known {
  const always: Readonly<Record<string, string>> = {
    state,
    active: String(state !== STATE.closed),
    ...(state === STATE.new && { approval: 'not requested', on_hold: 'false' }),
  };
  return (column) => {
    const value = always[column] ?? wanted[column];
    if (!isGiven(value)) return undefined;
    // It is sent as a sys_id, however it is given.
    return TABLE_OF[column] === undefined ? { value: String(value) } : 'filled';
  };
}

function idOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'unnamed'
  );
}
