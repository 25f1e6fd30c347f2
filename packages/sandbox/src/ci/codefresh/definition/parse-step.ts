/** Reads a step from `codefresh.yml`, or from a rendered step type. */
import { PipelineError } from '../../base/pipeline-error.ts';
import type { GateResult } from '../gate.ts';
import { parseWhen } from './conditions/when.ts';
import { Fields, isRecord } from './fields.ts';
import { parseHooks } from './hooks.ts';
import { notImplemented } from './not-implemented.ts';
import { parseRetry, parseTimeout } from './retry.ts';
import type {
  ApprovalStep,
  CloneStep,
  FreestyleStep,
  StepBase,
  StepDefinition,
  WorkingStep,
} from './step.ts';

/** Types that are Codefresh's own and not step types from its marketplace (docs, pipelines/steps). */
const BUILT_IN = new Set(
  'batch build composition deploy helm launch-composition parallel push push-image simple_travis'.split(' '),
);

export function parseStep(name: string, value: unknown, where: string): StepDefinition {
  const fields = new Fields(value, where);
  const type = fields.text('type') ?? 'freestyle';
  if (BUILT_IN.has(type)) throw notImplemented(`type: ${type}`, where);
  // For people only; published step types put a `name` into their sub-steps.
  for (const key of ['name', 'title', 'description', 'stage']) fields.text(key);
  const base = {
    name,
    where,
    failFast: fields.flag('fail_fast', true),
    strictFailFast: fields.flag('strict_fail_fast', false),
    when: parseWhen(fields.fields('when')),
    hooks: parseHooks(fields.fields('hooks'), name, parseStep),
  };
  if (type === 'pending-approval') return parseApproval(base, fields);
  const timeout = fields.text('timeout');
  const working = {
    ...base,
    retry: parseRetry(fields.fields('retry')),
    timeoutMs: timeout === undefined ? null : parseTimeout(timeout, where),
  };
  if (type === 'freestyle') return parseFreestyle(working, fields);
  if (type === 'git-clone') return parseClone(working, fields);
  const given = fields.record('arguments') ?? {};
  fields.done();
  return { ...working, kind: 'typed', type, arguments: given };
}

/** What a step of a pipeline may have, and the sandbox does not run inside a step type. */
const NOT_IN_SUB_STEPS = ['fail_fast', 'when', 'hooks', 'retry', 'timeout'];

/**
 * @fact Steps inside a step type | freestyle steps, without `fail_fast` | documented | pipelines/steps,
 *   limitations
 */
export function parseSubSteps(rendered: unknown, where: string): FreestyleStep[] {
  if (!isRecord(rendered) || Object.keys(rendered).length === 0) {
    throw new PipelineError(`${where} gives no steps; a step type must give a map of at least one`);
  }
  return Object.entries(rendered).map(([name, value]) => {
    const place = `${where}.${name}`;
    const refused = NOT_IN_SUB_STEPS.find((key) => isRecord(value) && key in value);
    if (refused !== undefined) throw notImplemented(refused, place);
    const step = parseStep(name, value, place);
    if (step.kind === 'freestyle') return step;
    throw notImplemented(`type: ${step.kind === 'typed' ? step.type : step.kind}`, place);
  });
}

/** `type: freestyle` may also hold its keys under `arguments`. */
function parseFreestyle(base: WorkingStep, outer: Fields): FreestyleStep {
  const fields = outer.fields('arguments') ?? outer;
  if (fields !== outer) outer.done();
  const commands = fields.texts('commands') ?? null;
  const cmd = fields.texts('cmd') ?? [];
  if (commands !== null && cmd.length > 0) {
    throw new PipelineError(`${fields.where} has both \`commands\` and \`cmd\`; Codefresh takes one of them`);
  }
  const shell = fields.text('shell') ?? 'sh';
  if (shell !== 'sh' && shell !== 'bash') throw new PipelineError(`${fields.where}.shell must be sh or bash`);
  const environment = fields.texts('environment') ?? [];
  const odd = environment.find((item) => !/^[^=\s]+=/.test(item));
  if (odd !== undefined) throw new PipelineError(`${fields.where}.environment: "${odd}" is not NAME=value`);
  const step: FreestyleStep = {
    ...base,
    kind: 'freestyle',
    image: fields.requiredText('image'),
    commands,
    cmd,
    shell,
    environment,
    workingDirectory: fields.text('working_directory') ?? null,
  };
  fields.done();
  return step;
}

/** `git` names the Git integration: every one has the same repositories here. */
function parseClone(base: WorkingStep, fields: Fields): CloneStep {
  fields.text('git');
  const revision = fields.text('revision') ?? null;
  const step: CloneStep = { ...base, kind: 'git-clone', repo: fields.requiredText('repo'), revision };
  fields.done();
  return step;
}

const UNIT_MS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000 };
const FINAL_STATES: ReadonlySet<unknown> = new Set<GateResult>(['approved', 'denied', 'terminated']);
const DEFAULT_TIMEOUT_HOURS = 168;

/**
 * @fact `timeout` of an approval | an object; by default 168 hours and `terminated` | documented |
 *   steps/approval
 */
function parseApproval(base: StepBase, fields: Fields): ApprovalStep {
  const timeout = fields.fields('timeout');
  fields.done();
  const duration = timeout?.any('duration') ?? DEFAULT_TIMEOUT_HOURS;
  if (typeof duration !== 'number' || !(duration > 0)) {
    throw new PipelineError(`${base.where}.timeout.duration must be a positive number`);
  }
  const unit = UNIT_MS[timeout?.text('timeUnit') ?? 'hours'];
  if (unit === undefined) throw new PipelineError(`${base.where}.timeout.timeUnit must be hours or minutes`);
  const finalState = timeout?.text('finalState') ?? 'terminated';
  if (!FINAL_STATES.has(finalState)) {
    throw new PipelineError(`${base.where}.timeout.finalState must be approved, denied or terminated`);
  }
  timeout?.done();
  return {
    ...base,
    kind: 'pending-approval',
    timeoutMs: duration * unit,
    finalState: finalState as GateResult,
  };
}
