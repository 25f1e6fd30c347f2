/**
 * The runner hands an action its inputs as `INPUT_<NAME>`, in upper case and with their hyphens; one that is
 * not set is the empty text (GitHub docs, "Metadata syntax"; the rest read in the runner's source).
 */
import type { InputDeclarations, ReadInputs } from '@change-gate/core';
import * as z from 'zod/mini';
import { believedOutcome } from './runner/verified-job.ts';

const PREFIX = 'INPUT_';

export const readInputs: ReadInputs = (env) => ({
  values: Object.fromEntries(
    Object.entries(env).flatMap(([variable, value]) => {
      // A secret that was pasted with its line end is the commonest wrong password.
      const text = value?.trim();
      const name = variable.slice(PREFIX.length).toLowerCase();
      const given = name === 'outcome' ? believedOutcome(text, env) : text;
      return variable.startsWith(PREFIX) && given ? [[name, given]] : [];
    }),
  ),
  displayName: (name) => name,
});

/** The inputs that only GitHub has. */
export const ownInputs = {
  gate: {
    schema: z._default(z.enum(['environment', 'protection-rule', 'dispatch', 'wait']), 'environment'),
    description:
      'How the workflow pauses: at an `environment` with required reviewers, at an environment with the `protection-rule` of a GitHub App, by ending until ServiceNow starts another workflow (`dispatch`), or in a job that polls (`wait`).',
    operations: ['open'],
  },
  environment: {
    schema: z.optional(
      z.string().check(z.regex(/^[^"'`,;\\\p{Cc}]{1,255}$/u, 'must be the name of an environment')),
    ),
    description:
      'The environment at which the deployment waits, with `gate: environment` or `protection-rule`.',
    operations: ['open'],
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
    operations: ['open'],
  },
  ref: {
    schema: z.optional(z.string().check(z.regex(/^[!-~]{1,255}$/, 'must be the name of a branch or tag'))),
    description:
      "With `workflow`: the branch or tag whose workflow file is used; required on a pull request and in a merge queue. Default: this run's own, which has to live until the change is approved.",
    operations: ['open'],
  },
  'event-type': {
    schema: z.optional(
      z.string().check(z.regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be at most 100 letters, digits, ., _ or -')),
    ),
    description:
      'With `gate: dispatch`, instead of `workflow`: the type of the `repository_dispatch` event that ServiceNow sends.',
    operations: ['open'],
  },
  'github-token': {
    schema: z.optional(z.string()),
    description:
      'Reads, before anything is created, whether the gate would really stop the deployment. Needs `actions: read`.',
    operations: ['open'],
    secret: true,
  },
  'run-id': {
    schema: z.optional(z.string().check(z.regex(/^[1-9]\d{0,19}$/, 'must be the id of a workflow run'))),
    description:
      'The run that opened the change, in a workflow that ServiceNow started (`gate: dispatch`). Default: this run.',
    operations: ['verify', 'wait', 'update', 'close', 'cancel', 'status'],
  },
  'cancel-with-workflow': {
    schema: z._default(z.enum(['true', 'false']), 'false'),
    description: 'Cancel the change when the workflow is cancelled while this job runs.',
    operations: ['open', 'wait'],
    yaml: 'boolean',
  },
} as const satisfies InputDeclarations;
