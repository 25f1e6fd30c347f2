/**
 * A Codefresh step gets its arguments as environment variables: `step.yaml`'s template turns `INSTANCE_URL`
 * into `CHANGE_GATE_INSTANCE_URL`. The prefix keeps them apart from the pipeline's own variables, which are
 * in the same environment; a pipeline variable with the prefix is an argument for every step.
 */
import { type InputDeclarations, OPERATIONS, type ReadInputs } from '@change-gate/core';
import * as z from 'zod/mini';
import { displayName, givenNames, readArguments } from './build/arguments.ts';
import { originalDisplayName, translateArguments, usesOriginalNames } from './original/arguments.ts';

export const ownInputs = {
  'sn-namespace': {
    schema: z.optional(
      z.string().check(z.regex(/^\w{1,40}$/, 'must be the namespace of a Scripted REST API, like 409723')),
    ),
    description:
      "Registers with the update set of Codefresh's original step, under this API namespace, instead of the Change Gate app. It denies only canceled changes and never tries twice.",
    operations: ['open'],
    yaml: 'integer',
  },
  'record-file': {
    schema: z.optional(z.string().check(z.minLength(1))),
    description:
      "Writes the change's full record to this file as JSON; relative to the shared volume. `CR_RECORD_FILE` is its path.",
    operations: OPERATIONS,
  },
  'log-level': {
    schema: z._default(z.enum(['debug', 'info', 'warning', 'error', 'critical']), 'info'),
    description: 'How much the step says.',
    operations: OPERATIONS,
  },
} as const satisfies InputDeclarations;

export const readInputs: ReadInputs = (env) => {
  const given = readArguments(env);
  return {
    values: translateArguments(given, givenNames(env)),
    displayName: usesOriginalNames(given) ? originalDisplayName : displayName,
  };
};
