/** The tasks of the change. */
import * as z from 'zod/mini';
import type { InputDeclarations } from './declaration.ts';
import { parsedWith, readFieldsList } from './fields.ts';
import { text } from './text.ts';

export const TASK_INPUTS = {
  tasks: {
    schema: z.optional(z.pipe(z.string(), z.transform(parsedWith(readFieldsList)))),
    description:
      'Tasks of the change, as a JSON list of objects or YAML: each has its own `short_description`, and any other field of `change_task`, by its column name, written as in `data`. `close` closes them with the change.',
    operations: ['open', 'check'],
  },
  'tasks-file': {
    schema: text,
    description: 'A JSON or YAML file with those tasks, instead of `tasks`.',
    operations: ['open', 'check'],
  },
  task: {
    schema: text,
    description:
      'Update this task of the change, not the change: its number (`CTASK0010001`), or its `short_description` in `tasks`. `state`, `data`, notes, and for Closed `outcome` or `close-code` and `close-notes` then apply to the task.',
    operations: ['update'],
  },
} as const satisfies InputDeclarations;
