/** How the change ended. */
import type { InputDeclarations } from './declaration.ts';
import { flag } from './flag.ts';
import { outcome } from './outcome.ts';
import { text } from './text.ts';

export const CLOSE_INPUTS = {
  outcome: {
    schema: outcome,
    description:
      'How the deployment ended: `success`, `failure`, `cancelled` or `skipped`, or a word of another CI for it (`FAILURE`, `failed`, `ABORTED`); of several, separated by commas, the worst counts. Required without `close-code`: what is not known is never closed as successful.',
    operations: ['close', 'update', 'record'],
  },
  'close-code': {
    schema: text,
    description:
      'How the change, or the `task` of `update`, ended: `successful`, `successful_issues`, `unsuccessful`, or a code of the instance. Default: by `outcome`.',
    operations: ['close', 'update', 'record'],
  },
  'close-notes': {
    schema: text,
    description: 'Closing notes. Without them, they name the build and how it ended.',
    operations: ['close', 'update', 'record'],
  },
  'unless-decided': {
    schema: flag('false'),
    description:
      'Do not cancel a change that people have decided. A rejected one stays as it is; one that is approved, or past Authorize, gets a work note, as something may have been deployed under it. For a step that runs whenever a build ends without a deployment.',
    operations: ['cancel'],
    yaml: 'boolean',
  },
} as const satisfies InputDeclarations;
