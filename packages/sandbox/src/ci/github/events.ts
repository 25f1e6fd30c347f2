/** What happens in the GitHub server, as it happens, for those who watch: the demo, the board, tests. */
import type { Conclusion, Status } from './run.ts';

export type GithubEvent =
  | {
      readonly type: 'run';
      readonly run: number;
      readonly attempt: number;
      readonly status: Status;
      readonly conclusion: Conclusion | null;
      readonly at: Date;
    }
  | {
      readonly type: 'job';
      readonly run: number;
      readonly job: string;
      readonly status: Status;
      readonly conclusion: Conclusion | null;
      readonly at: Date;
    }
  | {
      readonly type: 'log';
      readonly run: number;
      readonly job: string;
      readonly line: string;
      readonly at: Date;
    }
  /** A reviewer, person or token, answered for an environment. */
  | {
      readonly type: 'review';
      readonly run: number;
      readonly environment: string;
      readonly state: 'approved' | 'rejected';
      readonly by: string;
      readonly at: Date;
    }
  /** An App answered for its protection rule; `state` is null for a status report. */
  | {
      readonly type: 'protection-rule';
      readonly run: number;
      readonly environment: string;
      readonly app: string;
      readonly state: 'approved' | 'rejected' | null;
      readonly comment: string;
      readonly at: Date;
    };
