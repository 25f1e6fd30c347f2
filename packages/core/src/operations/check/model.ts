/** The model that changes of this configuration follow: that it exists, and lets a change go where the gate needs it. */
import type { ProfiledModel } from '../../check/profile.ts';
import type { CheckLine } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import { equals } from '../../servicenow/encoded-query.ts';
import { MODEL_FIELDS, modelShape } from '../../servicenow/model-shape.ts';
import { recordOf } from '../../servicenow/records.ts';
import { type Row, rowsOf } from '../../servicenow/rows.ts';
import type { OpenPlan } from '../open/plan.ts';
import { isGiven } from './asked-plan.ts';
import { doesNotHold, holds, sentence, unseen } from './line.ts';
import { neverOpens } from './model-proceed-states.ts';
import { wayLines } from './model-way-lines.ts';
import { baseWays, presetType, type Ways, waysOf } from './model-ways.ts';
import type { CheckContext, CheckSection } from './section.ts';

const FOUND = { id: 'model.found', title: 'The change model' };
const TYPE = { id: 'model.type', title: 'People approve changes of the model' };
const STATES = { id: 'model.states', title: 'The states of the change model' };

export const model: CheckSection = {
  id: 'model',
  title: 'Change model',
  needs: ['instance', 'sign-in', 'data.inputs'],
  async look(context) {
    const plan = await context.plan();
    const { line, row, shape, ways } = await findModel(plan, context);
    if (row === undefined) return [line, ...neverOpens(plan, context)];
    const isNamed = askedModel(plan) !== undefined;
    if (isNamed && presetType(row.record_preset ?? '')?.toLowerCase() === 'standard') {
      return [line, doesNotHold(TYPE, STANDARD, OTHER_MODEL)];
    }
    if (!shape || ways === undefined)
      return [line, unseen(STATES, HIDDEN, SHOW), ...neverOpens(plan, context)];
    const named = shape.states.filter(({ implementation }) => implementation).map(({ value }) => value);
    const lines = wayLines(ways, named, plan, context);
    // Which model the instance gives is likely, and not known: what it is taken for breaks nothing.
    const certain = isNamed ? lines : lines.map((one) => ({ ...one, breaks: false }));
    return [line, statesLine(shape.states.length, ways), ...certain];
  },
};

/** A model that was looked for: its line, and as much of it as could be seen. */
interface SeenModel extends FoundModel {
  readonly shape?: ProfiledModel | null;
  readonly ways?: Ways;
}

/** The model that a change of this plan follows, or is likely to. */
export async function findModel(plan: OpenPlan, context: CheckContext): Promise<SeenModel> {
  const asked = askedModel(plan);
  const type = typeOf(plan);
  const found = await (asked === undefined ? modelOfType(type, context) : namedModel(asked, context));
  if (found.row === undefined) return found;
  const shape = await modelShape(context.client, found.row);
  if (shape === null) return { ...found, shape };
  return { ...found, shape, ways: shape.states.length === 0 ? baseWays(type) : waysOf(shape, type) };
}

const HIDDEN =
  'The instance shows the integration user no states of change models, and no ways between them: there are none, or it may not read them.';
const SHOW = {
  remedy:
    'Let the integration user read sttrm_state and sttrm_state_transition, or look there whether the model has states of its own.',
  who: 'ServiceNow admin',
} as const;

const STANDARD =
  'It makes standard changes, which nobody is asked to approve, and open takes one of a template alone.';
const OTHER_MODEL = {
  remedy: 'Name the template, or the model of a change that people approve.',
  who: 'pipeline author',
} as const;

function statesLine(count: number, { states, initial }: Ways): CheckLine {
  const begins = `A change begins in ${states.get(initial) || initial}.`;
  return holds(
    STATES,
    count === 0
      ? `The model has no states of its own: its changes have those of the base system. ${begins}`
      : `The model has ${count} states of its own: ${[...states.values()].join(', ')}. ${begins}`,
  );
}

/** By name or sys_id; `undefined` where the instance chooses one. */
function askedModel({ wanted: { chg_model: asked } }: OpenPlan): string | undefined {
  return isGiven(asked) ? String(asked) : undefined;
}

function typeOf({ wanted: { type = 'normal' } }: OpenPlan): string {
  return String(type);
}

interface FoundModel {
  readonly line: CheckLine;
  readonly row?: Row;
}

async function namedModel(name: string, context: CheckContext): Promise<FoundModel> {
  const { client, displayName } = context;
  const subject = { ...FOUND, title: `The change model ${JSON.stringify(name)}` };
  const author = (remedy: string) => ({ remedy, who: 'pipeline author' as const });
  try {
    const found = await recordOf(client, 'chg_model', name);
    if ('problem' in found)
      return { line: doesNotHold(subject, sentence(found.problem), author(found.remedy)) };
    const { sysId } = found;
    const query = equals({ sys_id: sysId });
    const rows = await rowsOf(client, 'chg_model', { query, fields: MODEL_FIELDS });
    const row = rows?.find((one) => one.sys_id === sysId);
    if (row === undefined) return { line: unseen(subject, UNREADABLE, READABLE) };
    if (row.active === 'true')
      return { line: holds(subject, `${row.name ?? sysId} is an active change model.`), row };
    const remedy = author(`Name a model that is active with ${displayName('change-model')}.`);
    return { line: doesNotHold(subject, `${row.name ?? sysId} is not active.`, remedy, false), row };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { line: unseen(subject, error.message) };
  }
}

const UNREADABLE =
  'There is no such model, or the integration user may not read it: ServiceNow does not tell which.';
const READABLE = { remedy: 'Let the integration user read chg_model.', who: 'ServiceNow admin' } as const;

/**
 * The one that the instance gives to a change of a type: the active model whose preset has it, of several the one that is called
 * like it (the models of the base system are: change-management-api).
 */
async function modelOfType(type: string, { client }: CheckContext): Promise<FoundModel> {
  const subject = { ...FOUND, title: `The change model of type ${type}` };
  const rows = await rowsOf(client, 'chg_model', { query: 'active=true', fields: MODEL_FIELDS });
  const ofType = (rows ?? []).filter(
    ({ active, record_preset: preset = '' }) =>
      active === 'true' && new RegExp(`(?:^|\\^)type=${type}(?:\\^|$)`).test(preset),
  );
  const row = ofType.length === 1 ? ofType[0] : ofType.find(({ name }) => name?.toLowerCase() === type);
  if (row !== undefined) {
    return {
      line: holds(subject, `${row.name} is the active model that gives changes the type ${type}.`),
      row,
    };
  }
  const detail =
    ofType.length === 0
      ? `No active model that gives changes the type ${type} can be read. Such a change follows its type, or a model that is hidden.`
      : `Several active models give changes the type ${type} (${ofType.map(({ name }) => name).join(', ')}); which one the instance takes could not be seen.`;
  return {
    line: unseen(subject, detail, { remedy: 'Name the model with change-model.', who: 'pipeline author' }),
  };
}
