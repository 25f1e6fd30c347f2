/** Opens one change with the given data, brings it as far as the integration user may, and cancels it again. */
import { randomUUID } from 'node:crypto';
import type { Remedier } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { equals } from '../../servicenow/encoded-query.ts';
import { rowsOf } from '../../servicenow/rows.ts';
import { addAffectedCis } from '../add-affected-cis.ts';
import type { OperationContext } from '../context.ts';
import { findOrCreate, type OpenedChange } from '../open/find-or-create.ts';
import type { NewChange, OpenPlan } from '../open/plan.ts';
import { lacksGroup, requestApproval } from '../open/request-approval.ts';
import { takeBack } from '../open/take-back.ts';
import { createTasks } from '../tasks/create-tasks.ts';
import { resolveTasks } from '../tasks/wanted-tasks.ts';
import { NAME_GROUP } from './group.ts';
import { doesNotHold, failed, holds, type Remedy, type Subject, unseen } from './line.ts';

/** What the correlation ids of changes that a check opens begin with. */
export const CHECK_KEY = 'change-gate-check:';

const OPENED = { id: 'write.opened', title: 'A change is opened with the data' };
const PARTS = { id: 'write.parts', title: 'It gets its tasks and affected CIs' };
const APPROVAL = { id: 'write.approval', title: 'Its approval is requested' };
const CANCELED = { id: 'write.canceled', title: 'It is canceled again' };

const NAME = 'Change Gate check, canceled again at once.';

/** ServiceNow keeps 160 characters of a short description; a longer one is to be cut here as that of `open` would be. */
const KEPT = 160;

/** Whoever sees it knows what it is. */
function named(fields: NewChange['fields']): NewChange['fields'] {
  const { short_description: given = '' } = fields;
  const { length } = String(given);
  return {
    ...fields,
    short_description: `${NAME} ${given}`.trim().slice(0, Math.max(KEPT, length)),
  };
}

/** With a key of its own, so that it is never taken for the change of a gate, nor found by another check. */
function apart(context: OperationContext): OperationContext {
  return {
    ...context,
    gate: { name: 'check', key: `${CHECK_KEY}${randomUUID()}` },
    build: { ...context.build, againIsNewBuild: true },
  };
}

/** @returns a line for each thing that was tried */
export async function tryChange(
  asked: NewChange,
  plan: OpenPlan,
  given: OperationContext,
): Promise<CheckLine[]> {
  const change = { ...asked, fields: named(asked.fields) };
  const context = apart(given);
  const heard: string[] = [];
  const log = {
    info: (line: string) => context.log.info(line),
    warning(line: string) {
      heard.push(line);
      context.log.warning(line);
    },
  };
  const listening = { ...context, log };
  const words = () => heard.splice(0).join(' ');
  let opened: OpenedChange;
  try {
    opened = await findOrCreate(change, plan, listening);
  } catch (error) {
    // What was created all the same is named by the failure, or by what was said on the way.
    return [failedStep(OPENED, error, words())];
  }
  const { number } = opened.change;
  const lines = [holds(OPENED, `${number}, ${context.changes.url(opened.change)}. ${words()}`.trim())];
  let defect: unknown;
  try {
    lines.push(...(await bringOn(opened, plan, listening, words)));
  } catch (error) {
    defect = error;
  }
  lines.push(await cancelLine(opened.change, listening));
  if (defect !== undefined) throw defect;
  return lines;
}

/** Its tasks, affected CIs and approval: what fails of them is a line, and nothing comes after it. */
async function bringOn(
  opened: OpenedChange,
  plan: OpenPlan,
  context: OperationContext,
  words: () => string,
): Promise<CheckLine[]> {
  const lines: CheckLine[] = [];
  const { tasks, affectedCis } = plan;
  if (tasks.length + affectedCis.length > 0) {
    try {
      await addAffectedCis(opened.change, affectedCis, context);
      await createTasks(opened.change, await resolveTasks(tasks, context), plan.strict, context);
    } catch (error) {
      return [failedStep(PARTS, error, words())];
    }
    lines.push(
      holds(PARTS, `${tasks.length} tasks and ${affectedCis.length} affected CIs. ${words()}`.trim()),
    );
  }
  if (!plan.submit) return lines;
  try {
    const change = await requestApproval(opened, { ...plan, strict: true }, context);
    const { isAsked, asked } = await askedPeople(change, context);
    const detail = `It went to ${change.stateLabel || change.state}. ${asked} ${words()}`.trim();
    return [...lines, isAsked ? holds(APPROVAL, detail) : unseen(APPROVAL, detail)];
  } catch (error) {
    const line = failedStep(APPROVAL, error, words());
    if (line.outcome !== 'does-not-hold') return [...lines, line];
    // Without strict, open leaves such a change to people; this one is canceled.
    const remedy = lacksGroup(plan) ? NAME_GROUP : COMPLETE;
    return [...lines, { ...line, ...remedy, breaks: plan.strict }];
  }
}

const COMPLETE: Remedy = {
  remedy:
    'Find out what this instance wants of a change before its approval is requested, and add it to the data.',
  who: 'ServiceNow admin',
};

/** A flow may ask later, and some models ask nobody: where nobody was asked so far, nothing is known. */
async function askedPeople(
  { sysId, approval }: Change,
  { client }: OperationContext,
): Promise<{ readonly isAsked: boolean; readonly asked: string }> {
  const query = equals({ sysapproval: sysId, state: 'requested' });
  const rows = await rowsOf(client, 'sysapproval_approver', { query, fields: ['sysapproval', 'state'] });
  const count = rows?.filter((row) => row.sysapproval === sysId && row.state === 'requested').length;
  const isAsked = approval === 'requested' || approval === 'approved';
  const is = `Its approval is ${approval || 'not known'}`;
  if (count === undefined) return { isAsked, asked: `${is}; whom ServiceNow asked could not be seen.` };
  if (count === 0) return { isAsked, asked: `${is}, and nobody is asked so far.` };
  return {
    isAsked: true,
    asked: `Requests for approval that went to people: ${count}. Canceling takes them back.`,
  };
}

async function cancelLine(change: Change, context: OperationContext): Promise<CheckLine> {
  const { number } = change;
  if (await takeBack(change, 'it was opened by a check of Change Gate', context)) {
    return holds(CANCELED, `${number} is canceled.`);
  }
  return doesNotHold(
    CANCELED,
    `${number} could not be canceled, and is left: ${context.changes.url(change)}.`,
    {
      remedy: `Have a change manager cancel ${number}, and let the integration user cancel changes.`,
      who: 'ServiceNow admin',
    },
  );
}

function failedStep(subject: Subject, error: unknown, heard: string): CheckLine {
  if (!(error instanceof GateError)) throw error;
  if (UNANSWERED.includes(error.code)) return unseen(subject, `${error.message} ${heard}`.trim());
  const line = failed(subject, error, AUTHORS.includes(error.code) ? 'pipeline author' : DEFAULT);
  return { ...line, detail: `${line.detail} ${heard}`.trim() };
}

const UNANSWERED: readonly GateErrorCode[] = [
  'UNAVAILABLE',
  'RATE_LIMITED',
  'CREATE_UNANSWERED',
  'NOT_JSON',
  'PROXY_PAGE',
];
const AUTHORS: readonly GateErrorCode[] = [
  'INVALID_INPUT',
  'NAME_NOT_RESOLVED',
  'POLICY_REFUSED',
  'FIELDS_ALTERED',
  'GATE_UNSAFE',
];
const DEFAULT: Remedier = 'ServiceNow admin';
