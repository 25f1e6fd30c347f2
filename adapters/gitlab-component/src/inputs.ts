/** A GitLab job gets its inputs as CI/CD variables. */
import type { InputDeclarations, ReadInputs } from '@change-gate/core';
import * as z from 'zod/mini';
import { readVariables } from './job/variables.ts';

export const readInputs: ReadInputs = readVariables;

/** The inputs that only GitLab has. */
export const ownInputs = {
  gate: {
    schema: z._default(z.enum(['manual', 'deployment-approval']), 'manual'),
    description:
      'How the pipeline pauses: at a `manual` job, on every tier, or at one whose deployment needs an approval (`deployment-approval`; Premium and Ultimate), which ServiceNow gives before it plays the job.',
    operations: ['open', 'check'],
  },
  environment: {
    schema: z.optional(
      z.string().check(z.regex(/^[A-Za-z0-9 _./-]{1,255}$/, 'must be the name of an environment')),
    ),
    description:
      'With `gate: deployment-approval`: the protected environment of the gate, best one of its own like `production/change`.',
    operations: ['open', 'check'],
  },
  'deploy-stages': {
    schema: z._default(
      z
        .string()
        .check(
          z.regex(/^[^,]*[^,\s][^,]*(,[^,]*[^,\s][^,]*)*$/, 'must be names of stages, separated by commas'),
        ),
      'deploy',
    ),
    description:
      'The stages that deploy, separated by commas. The change is closed as successful if every job in them has succeeded.',
    operations: ['open', 'close', 'cancel', 'check'],
  },
  'trigger-jobs': {
    schema: z.optional(z.enum(['none'])),
    description:
      'Without a callback token: `none`, if no job of the stages that deploy starts a pipeline. GitLab shows such jobs to no job token, and without this word the change stays open.',
    operations: ['open', 'close', 'cancel', 'check'],
  },
  'on-denied': {
    schema: z._default(z.enum(['fail', 'cancel-pipeline']), 'fail'),
    description:
      'What a denied change does to the pipeline: the gate fails (`fail`), or what still runs is canceled as well (`cancel-pipeline`).',
    operations: ['open', 'check'],
  },
} as const satisfies InputDeclarations;
