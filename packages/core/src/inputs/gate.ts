/** The gate: what lets the build go on, and how ServiceNow tells it. */
import * as z from 'zod/mini';
import {
  ALIAS_PATTERN,
  MAX_PROCEED_STATES,
  PROCEED_STATE_PATTERN,
  TOKEN_PATTERN,
} from '../callback/contract.ts';
import { stateValue } from '../servicenow/states.ts';
import { type InputDeclarations, OPERATIONS } from './declaration.ts';
import { flag } from './flag.ts';

const DECIDING = ['open', 'verify', 'wait', 'status'] as const;

export const GATE_INPUTS = {
  submit: {
    schema: flag('true'),
    description:
      'Ask for approval after creating the change. A change left in New asks nobody; set `false` if people submit it by hand.',
    operations: ['open'],
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
    operations: ['open'],
    secret: true,
  },
  'callback-alias': {
    schema: z.optional(
      z.string().check(z.regex(ALIAS_PATTERN, 'must be at most 100 letters, digits, ., _ or -')),
    ),
    description:
      'Instead of a callback token: the name of a CI credential that ServiceNow keeps (*Change Gate > CI credentials*).',
    operations: ['open'],
  },
  'gate-name': {
    schema: z._default(
      z
        .string()
        .check(
          z.regex(
            /^[A-Za-z][A-Za-z0-9_-]{0,39}$/,
            'must be a letter, then at most 39 letters, digits, _ or -',
          ),
        ),
      'change',
    ),
    description: 'Tells the gates of one build apart, where a build opens more than one change.',
    operations: OPERATIONS,
  },
  'proceed-states': {
    schema: z.optional(
      z.pipe(
        z.pipe(
          z.string(),
          z.transform((states) => states.split(',').map((state) => stateValue(state.trim()) ?? state.trim())),
        ),
        z
          .array(
            z
              .string()
              .check(
                z.regex(
                  PROCEED_STATE_PATTERN,
                  'must be states like Implement or -1 (custom states by value), or model, separated by commas',
                ),
              ),
          )
          .check(z.maxLength(MAX_PROCEED_STATES, `must be at most ${MAX_PROCEED_STATES} states`)),
      ),
    ),
    description:
      'The states in which the build may go on, by value or label, separated by commas; `model` stands for the implementation states of the change model. Default: Implement; with `implement`, Scheduled too. Give it to `open` and `verify` alike.',
    operations: DECIDING,
    yaml: 'integer',
  },
  implement: {
    schema: flag('false'),
    description:
      '`verify` moves an approved change from Scheduled to Implement and notes the actual start. Set it for `open` too: it makes Scheduled a state in which the build may go on.',
    operations: DECIDING,
    yaml: 'boolean',
  },
  'conflict-policy': {
    schema: z._default(z.enum(['ignore', 'wait', 'reject']), 'ignore'),
    description:
      'What a schedule conflict means: `ignore` it, `wait` until it is gone, or `reject` the build. Give it to `open` and `verify` alike.',
    operations: DECIDING,
  },
  'conflict-check': {
    schema: flag('false'),
    description:
      'Look at the conflicts themselves, with the Change Management API, instead of the conflict status on the change: one request more.',
    operations: ['verify'],
    yaml: 'boolean',
  },
  'window-policy': {
    schema: z._default(z.enum(['ignore', 'enforce']), 'ignore'),
    description:
      "Whether the build may go on only between the change's planned start and end. Give it to `open` and `verify` alike.",
    operations: DECIDING,
  },
  'deadline-minutes': {
    schema: z.optional(
      z.pipe(
        z.string().check(z.regex(/^\d{1,6}$/, 'must be a whole number of minutes')),
        z.transform(Number),
      ),
    ),
    description:
      'Deny the build when nobody has decided after this many minutes. Without it, the gate waits.',
    operations: ['open', 'wait'],
    yaml: 'integer',
  },
  'deadline-outcome': {
    schema: z._default(z.enum(['deny', 'leave']), 'deny'),
    description:
      'What the deadline means: `deny` the build, or `leave` it paused and stop waiting for people.',
    operations: ['open', 'wait'],
  },
} as const satisfies InputDeclarations;
