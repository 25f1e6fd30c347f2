/** What happens in the Codefresh server, as it happens, for those who watch: the demo, the board, tests. */
import type { BuildStatus, StepStatus } from './build.ts';

export type CodefreshEvent =
  | { readonly type: 'build'; readonly build: string; readonly status: BuildStatus; readonly at: Date }
  | {
      readonly type: 'step';
      readonly build: string;
      readonly step: string;
      readonly status: StepStatus;
      readonly at: Date;
    }
  | { readonly type: 'log'; readonly build: string; readonly line: string; readonly at: Date }
  /** Somebody decided a pending approval. */
  | {
      readonly type: 'decision';
      readonly build: string;
      readonly step: string;
      readonly decision: 'approved' | 'denied';
      /** The person, or the owner of the API key. */
      readonly by: string;
      readonly at: Date;
    }
  | {
      readonly type: 'annotation';
      readonly build: string;
      readonly key: string;
      readonly value: string;
      readonly at: Date;
    };
