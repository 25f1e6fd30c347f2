/** What a check does besides looking. */
import type { InputDeclarations } from './declaration.ts';
import { flag } from './flag.ts';
import { text } from './text.ts';

export const CHECK_INPUTS = {
  'check-write': {
    schema: flag('false'),
    description:
      'Let `check` open one change, walk it as far as the integration user may, and cancel it again. Without it, `check` creates nothing.',
    operations: ['check'],
    yaml: 'boolean',
  },
  'check-report': {
    schema: text,
    description: 'A file to which `check` writes its report as JSON.',
    operations: ['check'],
  },
  profile: {
    schema: text,
    description:
      "A file to which `check` writes the shape of the instance: columns, choices, models, policies, groups and templates, no records and no people. The sandbox starts with it (`profile` in the sandbox's configuration).",
    operations: ['check'],
  },
} as const satisfies InputDeclarations;
