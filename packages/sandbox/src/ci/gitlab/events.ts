/** What happens in the GitLab server, as it happens, for those who watch: the demo, the board, tests. */
import type { JobStatus, PipelineStatus } from './pipeline.ts';

export type GitlabEvent =
  | {
      readonly type: 'pipeline';
      readonly pipeline: number;
      readonly status: PipelineStatus;
      readonly at: Date;
    }
  | {
      readonly type: 'job';
      readonly pipeline: number;
      readonly job: number;
      readonly name: string;
      readonly status: JobStatus;
      readonly at: Date;
    }
  | {
      readonly type: 'log';
      readonly pipeline: number;
      readonly job: number;
      readonly line: string;
      readonly at: Date;
    }
  /** Somebody pressed play, over the API or in the UI. */
  | {
      readonly type: 'play';
      readonly pipeline: number;
      /** The run that the play made or started. */
      readonly job: number;
      readonly name: string;
      readonly by: string;
      readonly at: Date;
    }
  /** Somebody answered a deployment that waits for approval. */
  | {
      readonly type: 'deployment-approval';
      readonly pipeline: number;
      readonly deployment: number;
      readonly status: 'approved' | 'rejected';
      readonly by: string;
      readonly at: Date;
    };
