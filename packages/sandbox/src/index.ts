/**
 * The sandbox: a ServiceNow instance and CI servers on loopback, for people without an instance and for
 * tests. Start with `startSandbox`.
 */

export type { CiPanel, PipelineStatus, PipelineView, StageView } from './board/ci-panel.ts';
export { type Board, type BoardOptions, type BoardSubject, startBoard } from './board/server/board.ts';
export type { StartablePipeline } from './board/startable-pipeline.ts';
export type { Build } from './ci/codefresh/build.ts';
export { renderStepType } from './ci/codefresh/definition/render-step-type.ts';
export type { CodefreshOptions, RunOptions } from './ci/codefresh/options.ts';
export type { CodefreshServer } from './ci/codefresh/server.ts';
export type { GithubEvent } from './ci/github/events.ts';
export type {
  DispatchOptions,
  GithubOptions,
  PersonalToken,
  PushOptions,
  RepositoryOptions,
} from './ci/github/options.ts';
export type { Job, Run } from './ci/github/run.ts';
export type { GithubServer } from './ci/github/server.ts';
export type { GitlabEvent } from './ci/gitlab/events.ts';
export type { GitlabOptions, RunOptions as GitlabRunOptions } from './ci/gitlab/options.ts';
export type { Job as GitlabJob, Pipeline as GitlabPipeline } from './ci/gitlab/pipeline.ts';
export { type GitlabServer, missingForGitlab } from './ci/gitlab/server.ts';
export { type Clock, SandboxClock } from './clock.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './composition/sandbox.ts';
export type { Fault, FaultEffect, Faults } from './http/faults.ts';
export type { JournalEntry } from './http/request-journal.ts';
export { waitForStop } from './process/stop.ts';
export {
  type Application,
  type ApplicationOptions,
  type Behaviours,
  type BlackoutDefinition,
  type CertifiedKey,
  type ChangeModelDefinition,
  CLIENT_CREDENTIALS_PROPERTY,
  DatabaseError,
  type InstanceOptions,
  type RateLimitRule,
  type Row,
  ServiceNowInstance,
  SWITCHES,
  type SwitchName,
  USERS,
  type WriteFilter,
} from './servicenow/index.ts';
