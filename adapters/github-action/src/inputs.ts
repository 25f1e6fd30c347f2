/**
 * The runner hands an action its inputs as `INPUT_<NAME>`, in upper case and with their hyphens; one that is
 * not set is the empty text (GitHub docs, "Metadata syntax"; the rest read in the runner's source). Where the instance is
 * and how to sign in is the same for every step, so the environment may hold that: `CHANGE_GATE_INSTANCE_URL`.
 */
import {
  CONNECTION_INPUTS,
  type Environment,
  GateError,
  INPUTS,
  type InputDeclaration,
  type InputDeclarations,
  OPERATIONS,
  type ReadInputs,
} from '@change-gate/core';
import * as z from 'zod/mini';
import { believedOutcome } from './runner/job-notes.ts';

const PREFIX = 'INPUT_';

export const readInputs: ReadInputs = (env) => {
  const given = Object.fromEntries(
    Object.keys(env).flatMap((variable) => {
      const name = variable.slice(PREFIX.length).toLowerCase();
      const text = textOf(env, variable);
      const believed = name === 'outcome' ? believedOutcome(text, env) : text;
      return variable === variableOfRunner(name) && believed ? [[name, believed]] : [];
    }),
  );
  const named = (name: string) => (given[name] ? undefined : textOf(env, variableOf(name)));
  checkOthers(named, given.operation);
  const shared = Object.fromEntries(
    Object.keys(CONNECTION_INPUTS).flatMap((name) => {
      const text = named(name);
      return text ? [[name, text]] : [];
    }),
  );
  return {
    values: { ...given, ...shared },
    displayName(name) {
      if (name in shared) return variableOf(name);
      if (name in INPUTS || name in ownInputs) return name;
      return `${name} (under "with", or the job's variable ${variableOfRunner(name)}, which then needs another name)`;
    },
  };
};

/**
 * The runner sets each input of action.yml, over what the job's steps have left in the environment. In other letters, such as
 * small ones, such a variable is another one, and whoever left it there would choose the change.
 */
function variableOfRunner(name: string): string {
  return PREFIX + name.toUpperCase();
}

/** A secret that was pasted with its line end is the commonest wrong password. */
function textOf(env: Environment, variable: string): string | undefined {
  return env[variable]?.trim();
}

function variableOf(name: string): string {
  return `CHANGE_GATE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * Other inputs are read from no variable: a policy that one names would be believed in, and not hold.
 * @throws GateError INVALID_INPUT
 */
function checkOthers(named: (input: string) => string | undefined, operation: string | undefined): void {
  const other = Object.entries<InputDeclaration>({ ...INPUTS, ...ownInputs }).find(
    ([name, { operations }]) =>
      !(name in CONNECTION_INPUTS) && named(name) && operations.some((each) => each === operation),
  );
  if (other === undefined) return;
  throw new GateError(
    'INVALID_INPUT',
    `${variableOf(other[0])}: is read from no variable, since any step of a job can set it for those that follow. ` +
      `Give this step ${other[0]} under "with", or rename the variable.`,
  );
}

/** The inputs that only GitHub has. */
export const ownInputs = {
  gate: {
    schema: z._default(z.enum(['environment', 'protection-rule', 'dispatch', 'wait']), 'environment'),
    description:
      'How the workflow pauses: at an `environment` with required reviewers, at an environment with the `protection-rule` of a GitHub App, by ending until ServiceNow starts another workflow (`dispatch`), or in a job that polls (`wait`).',
    operations: ['open', 'check'],
  },
  environment: {
    schema: z.optional(
      z.string().check(z.regex(/^[^"'`,;\\\p{Cc}]{1,255}$/u, 'must be the name of an environment')),
    ),
    description:
      "The environment that is deployed to, the same in all steps of a gate: with `gate: environment` or `protection-rule`, the deployment waits at it. Its name is the gate's, unless `gate-name` is given.",
    operations: OPERATIONS,
  },
  workflow: {
    schema: z.optional(
      z
        .string()
        .check(
          z.regex(
            /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,90}\.ya?ml$/,
            'must be the name of a file in .github/workflows',
          ),
        ),
    ),
    description:
      'With `gate: dispatch`: the file of the workflow that ServiceNow starts by `workflow_dispatch`, for example `deploy.yml`.',
    operations: ['open', 'check'],
  },
  ref: {
    schema: z.optional(z.string().check(z.regex(/^[!-~]{1,255}$/, 'must be the name of a branch or tag'))),
    description:
      "With `workflow`: the branch or tag whose workflow file is used; required on a pull request and in a merge queue. Default: this run's own, which has to live until the change is approved.",
    operations: ['open', 'check'],
  },
  'event-type': {
    schema: z.optional(
      z.string().check(z.regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be at most 100 letters, digits, ., _ or -')),
    ),
    description:
      'With `gate: dispatch`, instead of `workflow`: the type of the `repository_dispatch` event that ServiceNow sends.',
    operations: ['open', 'check'],
  },
  'github-token': {
    schema: z.optional(z.string()),
    description:
      'Reads, before anything is created, whether the gate would really stop the deployment: needs `actions: read`. Then reads what has changed: `contents: read`, `pull-requests: read` and `deployments: read`, without which the change says what is not known.',
    operations: ['open', 'update', 'record', 'check'],
    secret: true,
  },
  'run-id': {
    schema: z.optional(z.string().check(z.regex(/^[1-9]\d{0,19}$/, 'must be the id of a workflow run'))),
    description:
      'The run that opened the change, in a workflow that ServiceNow started (`gate: dispatch`). Default: this run.',
    operations: ['verify', 'wait', 'update', 'close', 'cancel', 'status'],
  },
  sha: {
    schema: z.optional(
      z
        .string()
        .check(
          z.regex(
            /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/,
            'must be the whole SHA of a commit: of a branch or a tag, give what `git rev-parse` makes of it',
          ),
        ),
    ),
    description:
      'The commit that is deployed, the same in all steps of a gate: the change is approved for it alone. Required with the `run-id` of another run. Default: the commit of this run.',
    operations: OPERATIONS,
  },
  'cancel-with-workflow': {
    schema: z._default(z.enum(['true', 'false']), 'false'),
    description: 'Cancel the change when the workflow is cancelled while this job runs.',
    operations: ['open', 'wait'],
    yaml: 'boolean',
  },
  'job-status': {
    schema: z.optional(z.string()),
    description: 'How the job stands, for what the action does at its end. Leave it out.',
    operations: ['open', 'verify', 'wait'],
  },
} as const satisfies InputDeclarations;
