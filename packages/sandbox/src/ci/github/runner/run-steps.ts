/** Runs the steps of a job, and of the composite actions among them, then the posts of all actions. */

import type { Actions, CompositeAction, NodeAction } from '../definition/action.ts';
import type { StepDefinition } from '../definition/workflow.ts';
import {
  interpolateAll,
  type Perform,
  program,
  runStep,
  type Step,
  type StepContext,
  showStart,
} from './run-step.ts';
import { actionExecution, actionInputs, actionName, scriptExecution } from './step-plan.ts';

export async function runSteps(
  definitions: readonly StepDefinition[],
  context: StepContext,
  actions: Actions,
): Promise<void> {
  for (const post of await runMains(definitions, context, actions)) await runStep(post, context);
}

/** @returns the posts of the actions that ran, the last action's first */
async function runMains(
  definitions: readonly StepDefinition[],
  context: StepContext,
  actions: Actions,
): Promise<Step[]> {
  const posts: Step[] = [];
  for (const definition of definitions) {
    const { main, postOf } = plan(definition, context, actions);
    // A skipped main has no post; a failed one has.
    if ((await runStep(main, context)) !== 'skipped') posts.unshift(...postOf(main));
  }
  return posts;
}

interface StepPlan {
  readonly main: Step;
  /** Empty, or one. */
  postOf(main: Step): Step[];
}

function plan(definition: StepDefinition, context: StepContext, actions: Actions): StepPlan {
  const { uses } = definition;
  const action = uses === undefined ? undefined : actions.get(uses);
  if (action === undefined) return planScript(definition, context);
  return action.using === 'composite'
    ? planComposite(definition, action, context, actions)
    : planNode(definition, action, context);
}

function step(definition: StepDefinition, perform: Perform): Step {
  const { uses, env, id, name, run } = definition;
  return {
    name: name ?? `Run ${uses ?? run?.trim().split('\n')[0] ?? ''}`,
    id,
    condition: definition.if,
    continueOnError: definition['continue-on-error'],
    timeoutMinutes: definition['timeout-minutes'],
    env,
    perform,
  };
}

function planScript(definition: StepDefinition, { folders }: StepContext): StepPlan {
  const prepare = program({}, (contexts) => scriptExecution(definition, folders, contexts));
  return { main: step(definition, prepare), postOf: () => [] };
}

function planNode(definition: StepDefinition, action: NodeAction, { folders }: StepContext): StepPlan {
  const state: Record<string, string> = {};
  const main = program(state, (contexts) => actionExecution(definition, action, folders, contexts, null));
  const post = program(state, (contexts) => actionExecution(definition, action, folders, contexts, state));
  const postOf = (of: Step) =>
    action.post === null ? [] : [{ ...postStep(of, post), condition: action.postIf }];
  return { main: step(definition, main), postOf };
}

function postStep(main: Step, perform: Perform): Step {
  return {
    ...main,
    name: `Post ${main.name}`,
    id: null,
    condition: 'always()',
    timeoutMinutes: undefined,
    perform,
  };
}

function planComposite(
  definition: StepDefinition,
  action: CompositeAction,
  context: StepContext,
  actions: Actions,
): StepPlan {
  let posts: Step[] = [];
  let inside = context;
  const main: Perform = async (env, _shouldRun, current) => {
    const { inputs, shown, warnings } = actionInputs(definition, action, context.scope.contexts(env));
    showStart({ banner: [`Run ${definition.uses}`, ...shown], warnings }, env, context.scope);
    const scope = context.scope.ofComposite(Object.fromEntries(inputs), env, action.folder);
    // @fact `GITHUB_ACTION` within a composite action | is the one of the job's own step | source |
    // actions/runner, StepsRunner
    const { GITHUB_ACTION = actionName(definition) } = context.variables;
    const variables = { ...context.variables, GITHUB_ACTION, GITHUB_ACTION_PATH: action.folder };
    inside = { ...context, scope, variables };
    posts = await runMains(action.steps, { ...inside, stop: current.stop }, actions);
    return { outcome: scope.status, outputs: interpolateAll(action.outputs, scope.contexts()) };
  };
  const post: Perform = async () => {
    const { scope } = inside;
    scope.beginPosts();
    for (const each of posts) await runStep(each, inside);
    return { outcome: scope.status, outputs: {} };
  };
  return {
    main: step(definition, main),
    postOf: (of) => (posts.length === 0 ? [] : [postStep(of, post)]),
  };
}
