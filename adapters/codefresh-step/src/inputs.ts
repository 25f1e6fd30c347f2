/**
 * A Codefresh step gets its arguments as environment variables: `step.yaml`'s template turns `INSTANCE_URL`
 * into `CHANGE_GATE_INSTANCE_URL`. The prefix keeps them apart from the pipeline's own variables, which are
 * in the same environment; a pipeline variable with the prefix is an argument for every step.
 */
import { INPUTS, type InputDeclarations, OPERATIONS, type ReadInputs } from '@change-gate/core';
import * as z from 'zod/mini';
import { displayName, readArguments, writtenNames } from './build/arguments.ts';
import { logLevel } from './build/log-level.ts';
import {
  originalDisplayName,
  takesAsOriginal,
  translateArguments,
  usesOriginalNames,
} from './original/arguments.ts';

export const ownInputs = {
  'sn-namespace': {
    schema: z.optional(
      z.string().check(z.regex(/^\w{1,40}$/, 'must be the namespace of a Scripted REST API, like 409723')),
    ),
    description:
      "Registers with the update set of Codefresh's original step, under this API namespace, instead of the Change Gate app. It denies only canceled changes and never tries twice.",
    operations: ['open', 'check'],
    yaml: 'integer',
  },
  'record-file': {
    schema: z.optional(z.string().check(z.minLength(1))),
    description:
      "Writes the change's full record to this file as JSON; relative to the shared volume. `CR_RECORD_FILE` is its path.",
    operations: OPERATIONS,
  },
  'log-level': {
    // No list of words in step.yaml, which Codefresh would compare letter by letter.
    schema: z._default(
      z
        .string()
        .check(
          z.refine(
            (word) => logLevel(word) !== undefined,
            'must be debug, info, warning, error or critical, in any case',
          ),
        ),
      'info',
    ),
    description: 'How much the step says: `debug`, `info`, `warning`, `error` or `critical`.',
    operations: OPERATIONS,
  },
} as const satisfies InputDeclarations;

export const readInputs: ReadInputs = (env) => {
  const given = readArguments(env);
  const written = writtenNames(env);
  const isLenient = takesAsOriginal(given);
  const { 'log-level': level, ...values } = translateArguments(given, [...written.keys()]);
  const isNoLevel = isLenient && level !== undefined && logLevel(level) === undefined;
  const name = usesOriginalNames(given) ? originalDisplayName : displayName;
  return {
    values: { ...values, ...(level !== undefined && !isNoLevel && { 'log-level': level }) },
    displayName: (input) =>
      input in INPUTS || input in ownInputs ? name(input) : (written.get(input) ?? displayName(input)),
    isLenient,
    warnings: isNoLevel ? [`LOG_LEVEL: there is no level ${JSON.stringify(level)}, and so it is info.`] : [],
  };
};
