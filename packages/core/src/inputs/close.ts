/** How the change ended. */
import type { InputDeclarations } from './declaration.ts';
import { text } from './text.ts';

export const CLOSE_INPUTS = {
  'close-code': {
    schema: text,
    description:
      'How the change ended: `successful`, `successful_issues`, `unsuccessful`, or a code of the instance. Default: from how the job has ended so far where the CI tells, otherwise `successful`.',
    operations: ['close'],
  },
  'close-notes': {
    schema: text,
    description: 'Closing notes. Without them, they name the build and how it ended.',
    operations: ['close'],
  },
} as const satisfies InputDeclarations;
