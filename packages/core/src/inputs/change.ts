/** The change itself: which one, how it is created, and what goes into it. */
import * as z from 'zod/mini';
import { CHANGE_NUMBER_PATTERN } from '../callback/contract.ts';
import { STATE_NAMES } from '../servicenow/states.ts';
import { TASK_STATE_NAMES } from '../servicenow/task-states.ts';
import { type InputDeclarations, OF_NAMED_CHANGE } from './declaration.ts';
import { parsedWith, readFields } from './fields.ts';
import { flag } from './flag.ts';
import { list } from './list.ts';
import { text } from './text.ts';
import { timeInput } from './time-input.ts';

/** The types of the base system. */
export const CHANGE_TYPES = ['normal', 'emergency', 'standard'] as const;

export const CHANGE_INPUTS = {
  'change-number': {
    schema: z.optional(z.string().check(z.regex(CHANGE_NUMBER_PATTERN, 'must look like CHG0030001'))),
    description:
      'The change, by its number. Without it, the change that this build opened is found again; `open` creates one.',
    operations: OF_NAMED_CHANGE,
  },
  'change-sys-id': {
    schema: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/, 'must be the 32 hex digits of a sys_id'))),
    description: 'The change, by its sys_id, in place of its number.',
    operations: OF_NAMED_CHANGE,
  },
  'change-type': {
    schema: z.optional(z.enum(CHANGE_TYPES)),
    description:
      'Create the change with the Change Management API, as this type. Without it, the Table API is used, which needs rights on the table alone.',
    operations: ['open', 'record', 'check'],
  },
  'standard-template': {
    schema: text,
    description: 'The template of a standard change, by its name or sys_id.',
    operations: ['open', 'record', 'check'],
  },
  'change-model': {
    schema: text,
    description: 'The change model, by its name or sys_id.',
    operations: ['open', 'record', 'check'],
  },
  data: {
    schema: z.optional(z.pipe(z.string(), z.transform(parsedWith(readFields)))),
    description:
      'The fields of the change as a JSON object or YAML: any field of `change_request`, by its column name. Each has one value. Groups, users and configuration items may be given by name; exactly one of that name must be in use. For `verify` with `implement`, and for `close`: the fields that Implement, Review or Closed requires.',
    operations: ['open', 'verify', 'update', 'close', 'record', 'check'],
  },
  'data-file': {
    schema: text,
    description: 'A JSON or YAML file with those fields, instead of `data`.',
    operations: ['open', 'update', 'record', 'check'],
  },
  'planned-start': {
    schema: timeInput,
    description:
      'Planned start: a time with its zone (`2026-03-01T22:00:00+01:00`), `now`, or a duration from now (`+2h`, `+1d12h`).',
    operations: ['open', 'update', 'record', 'check'],
  },
  'planned-end': {
    schema: timeInput,
    description: 'Planned end, written the same way; a duration counts from the planned start.',
    operations: ['open', 'update', 'record', 'check'],
  },
  strict: {
    schema: flag('false'),
    description:
      'Fail when ServiceNow drops or alters a field that was sent, or `open` leaves a change in New, instead of warning. A change that lacks a field is canceled again.',
    operations: ['open', 'update', 'record', 'check'],
    yaml: 'boolean',
  },
  'affected-cis': {
    schema: list,
    description:
      'Affected configuration items, by name or sys_id, separated by commas or lines. ServiceNow takes them while the change is in New.',
    operations: ['open', 'update', 'record', 'check'],
  },
  attachments: {
    schema: list,
    description: 'Files to attach: paths or globs like `reports/*.pdf`, separated by commas or lines.',
    operations: ['open', 'update', 'close', 'record'],
  },
  'attachment-limit': {
    schema: z.pipe(
      z._default(z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'must be a whole number of megabytes')), '100'),
      z.transform(Number),
    ),
    description: 'The largest file that is attached, in megabytes.',
    operations: ['open', 'update', 'close', 'record'],
    yaml: 'integer',
  },
  'work-notes': {
    schema: text,
    description: 'A work note, for those who work on the change.',
    operations: ['open', 'update', 'close', 'cancel', 'record'],
  },
  comments: {
    schema: text,
    description: 'A comment, for everyone who sees the change.',
    operations: ['open', 'update', 'close', 'cancel', 'record'],
  },
  state: {
    schema: text,
    description: `Walk the change to this state, by value or label (${STATE_NAMES.join(', ')}, or a label of the change's model); with \`task\`, move the task (${TASK_STATE_NAMES.join(', ')}).`,
    operations: ['update'],
    yaml: 'integer',
  },
} as const satisfies InputDeclarations;
