/** The gate: what lets the build go on, and how ServiceNow tells it. */
import * as z from 'zod/mini';
import { ALIAS_PATTERN, TOKEN_PATTERN } from '../callback/contract.ts';
import { type InputDeclarations, OPERATIONS } from './declaration.ts';
import { flag } from './flag.ts';
import { POLICY_INPUTS } from './policy.ts';

export const GATE_INPUTS = {
  submit: {
    schema: flag('true'),
    description:
      'Ask for approval after creating the change. A change left in New asks nobody; set `false` if people submit it by hand.',
    operations: ['open', 'check'],
    yaml: 'boolean',
  },
  'callback-token': {
    schema: z.optional(
      z
        .string()
        .check(
          z.regex(TOKEN_PATTERN, 'must be one line of at most 2000 printable characters without spaces'),
        ),
    ),
    description:
      'The token with which ServiceNow tells this CI its decision. ServiceNow stores it encrypted and wipes it afterwards.',
    operations: ['open', 'check'],
    secret: true,
  },
  'callback-alias': {
    schema: z.optional(
      z.string().check(z.regex(ALIAS_PATTERN, 'must be at most 100 letters, digits, ., _ or -')),
    ),
    description:
      'Instead of a callback token: the name of a CI credential that ServiceNow keeps (*Change Gate > CI credentials*).',
    operations: ['open', 'check'],
  },
  'gate-name': {
    schema: z.optional(
      z
        .string()
        .check(
          z.regex(
            /^[A-Za-z][A-Za-z0-9_-]{0,39}$/,
            'must be a letter, then at most 39 letters, digits, _ or -',
          ),
        ),
    ),
    description:
      'Tells the gates of one build apart, where a build opens more than one change. Without it: `change`.',
    operations: OPERATIONS,
  },
  ...POLICY_INPUTS,
  implement: {
    schema: flag('false'),
    description:
      '`verify` moves an approved change from Scheduled to Implement and notes the actual start. Set it for `open` too: it makes Scheduled a state in which the build may go on.',
    operations: ['open', 'verify', 'wait', 'status', 'check'],
    yaml: 'boolean',
  },
  'conflict-check': {
    schema: flag('false'),
    description:
      'Look at the conflicts themselves, with the Change Management API, instead of the conflict status on the change: one request more.',
    operations: ['verify'],
    yaml: 'boolean',
  },
} as const satisfies InputDeclarations;
