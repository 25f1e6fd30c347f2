/** Data policies that would refuse the change, or a task of it, for what the data misses. */
import type { ProfiledPolicy } from '../../check/profile.ts';
import type { CheckLine } from '../../check/report.ts';
import { STATE } from '../../decision.ts';
import type { Fields } from '../../inputs/fields.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { meets } from '../../servicenow/condition.ts';
import { readDataPolicies } from '../../servicenow/data-policies.ts';
import type { Dictionary } from '../../servicenow/dictionary.ts';
import { stateLabel } from '../../servicenow/states.ts';
import { closingFields } from '../close/ending.ts';
import type { OpenPlan } from '../open/plan.ts';
import { APPROVAL_STATE } from '../open/request-approval.ts';
import { PATHS } from '../walk/walk.ts';
import { isGiven } from './asked-plan.ts';
import { fieldsOf, knownOf } from './known.ts';
import { doesNotHold, holds, type Subject, unseen } from './line.ts';
import type { KnownOf } from './model-ways.ts';
import { isOfTemplate } from './template.ts';

/** A record that is to be written. */
interface Written {
  /** How it is called: `change_request`, or a task by its title. */
  readonly what: string;
  readonly table: string;
  readonly fields: Fields;
  readonly dictionary: Dictionary | null;
  /** Whether all that is sent is known: a template brings more. */
  readonly isWhole: boolean;
  /** What is known of it when it is created. */
  readonly known: KnownOf;
}

/** @param dictionaries by table; `null` where it cannot be read */
export async function policyLines(
  plan: OpenPlan,
  dictionaries: { readonly change: Dictionary | null; readonly task: Dictionary | null },
  client: ServiceNowClient,
): Promise<CheckLine[]> {
  const change: Written = {
    what: 'change_request',
    table: 'change_request',
    fields: plan.wanted,
    dictionary: dictionaries.change,
    isWhole: !isOfTemplate(plan),
    known: knownOf(plan.wanted, STATE.new),
  };
  const tasks = plan.tasks.map(
    ({ title, fields }): Written => ({
      what: `task ${JSON.stringify(title)}`,
      table: 'change_task',
      fields,
      dictionary: dictionaries.task,
      isWhole: true,
      known: fieldsOf(fields),
    }),
  );
  return [
    ...(await linesOf(
      [change],
      (policy) => policyLine(policy, change) ?? laterLine(policy, plan, change),
      client,
    )),
    ...(tasks.length === 0
      ? []
      : await linesOf(
          tasks,
          (policy) => tasks.map((task) => policyLine(policy, task)).find((line) => line !== undefined),
          client,
        )),
  ];
}

async function linesOf(
  [first]: readonly Written[],
  look: (policy: ProfiledPolicy) => CheckLine | undefined,
  client: ServiceNowClient,
): Promise<CheckLine[]> {
  const { table = '' } = first ?? {};
  const suffix = table === 'change_request' ? '' : `.${table}`;
  const subject = { id: `data.policies${suffix}`, title: `Data policies of ${table}` };
  const policies = await readDataPolicies(client, table);
  if (policies === null) {
    const detail =
      'The integration user may not read sys_data_policy2 and sys_data_policy_rule, which make fields mandatory.';
    const remedy = 'Let the integration user read both, or ask an admin which fields data policies demand.';
    return [unseen(subject, detail, { remedy, who: 'ServiceNow admin' })];
  }
  if (policies.length === 0) {
    const detail = `The instance shows no active data policy of ${table}: there is none, or an ACL hides them.`;
    return [unseen(subject, detail)];
  }
  const broken = policies.flatMap((policy) => look(policy) ?? []);
  return broken.length > 0 ? broken : [holds(subject, `The data has all that ${names(policies)} demand.`)];
}

function names(policies: readonly ProfiledPolicy[]): string {
  return policies.map(({ name }) => JSON.stringify(name)).join(', ');
}

function subjectOf({ name }: ProfiledPolicy): Subject {
  return { id: `data.policies.${idOf(name)}`, title: `Data policy ${JSON.stringify(name)}` };
}

/** What a policy demands that is neither sent nor filled in by the instance. */
function missingOf({ rules }: ProfiledPolicy, { fields, dictionary }: Written): string[] {
  return rules
    .filter(({ mandatory, column }) => mandatory && !isGiven(fields[column]))
    .map(({ column }) => column)
    .filter((column) => column !== 'number' && !isFilledByItself(column, dictionary));
}

function isFilledByItself(column: string, dictionary: Dictionary | null): boolean {
  const entry = dictionary?.get(column);
  return isGiven(entry?.defaultValue) || entry?.computed === true;
}

/** @returns `undefined` where the record has all that the policy may demand when it is created */
function policyLine(policy: ProfiledPolicy, record: Written): CheckLine | undefined {
  const missing = missingOf(policy, record);
  if (missing.length === 0) return undefined;
  const fields = missing.join(', ');
  const { conditions } = policy;
  const applies = meets(conditions, record.known);
  if (applies === false) return undefined;
  const add = { remedy: `Add ${fields} to the data.`, who: 'pipeline author' as const };
  const makes = `It makes ${fields} mandatory`;
  const where = conditions === '' ? '' : ` where ${conditions}`;
  if (applies === undefined) {
    return unseen(
      subjectOf(policy),
      `${makes}${where}, which could not be told before it is there. The data of ${record.what} misses ${fields}.`,
      add,
    );
  }
  const misses = `${makes}, which the data of ${record.what} misses`;
  if (!record.isWhole) return unseen(subjectOf(policy), `${misses}; the template may have it.`, add);
  if (record.dictionary === null) {
    const detail = `${misses}; whether they have default values could not be seen, as the integration user may not read the dictionary.`;
    return unseen(subjectOf(policy), detail, add);
  }
  return doesNotHold(subjectOf(policy), `${misses}: creating it is refused.`, add);
}

/** A policy that binds no new change, and one that goes on. */
function laterLine(policy: ProfiledPolicy, plan: OpenPlan, change: Written): CheckLine | undefined {
  const missing = missingOf(policy, change);
  if (missing.length === 0) return undefined;
  const fields = missing.join(', ');
  const { conditions } = policy;
  const { wanted } = plan;
  const approval = APPROVAL_STATE[String(wanted.type ?? 'normal')] ?? STATE.assess;
  // A model may lead elsewhere.
  const isAsked =
    plan.submit && wanted.chg_model === undefined && change.isWhole && change.dictionary !== null;
  if (isAsked && meets(conditions, knownOf(wanted, approval)) === true) {
    return doesNotHold(
      subjectOf(policy),
      `It makes ${fields} mandatory in ${stateLabel(approval)}, where approval is asked for, and the data misses ${fields}: the change stays in New.`,
      { remedy: `Add ${fields} to the data.`, who: 'pipeline author' },
      plan.strict,
    );
  }
  const later = LATER.find(
    (state) =>
      meets(conditions, knownOf(wanted, state)) !== false &&
      missing.some((column) => state !== STATE.closed || !CLOSING.includes(column)),
  );
  if (later === undefined) return undefined;
  return unseen(
    subjectOf(policy),
    `It makes ${fields} mandatory where ${conditions}, which a new change does not meet, and one in ${stateLabel(later)} may. What later steps write is not checked here.`,
    { remedy: `Give ${fields} in the data of the step that moves the change there.`, who: 'pipeline author' },
  );
}

/** The states that a change goes through once it is open. */
const LATER: readonly string[] = (PATHS.normal ?? []).slice(1);
const CLOSING = Object.keys(closingFields({ code: '', notes: '' }));

function idOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'unnamed'
  );
}
