/** The record of a deployment that has been made and has waited for nobody. */
import type { InputDeclarations } from './declaration.ts';
import { flag } from './flag.ts';
import { text } from './text.ts';
import { timeInput } from './time-input.ts';

export const RECORD_INPUTS = {
  'actual-start': {
    schema: timeInput,
    description:
      'When the deployment began: a time with its zone (`2026-03-01T22:00:00+01:00`). Default: `actual-end`.',
    operations: ['record'],
  },
  'actual-end': {
    schema: timeInput,
    description: 'When the deployment ended, written the same way. Default: now.',
    operations: ['record'],
  },
  'leave-in-review': {
    schema: flag('false'),
    description:
      'Leave the change of a successful deployment in Review, for people to close. That of any other deployment is always left there.',
    operations: ['record'],
    yaml: 'boolean',
  },
  'offline-folder': {
    schema: text,
    description:
      'A folder in which the record is kept as a file while ServiceNow cannot be reached, and the step succeeds with a warning. The next `record` with this folder sends what is in it, with its true times.',
    operations: ['record'],
  },
} as const satisfies InputDeclarations;
