/** When GitLab cancels a pipeline by itself: `workflow: auto_cancel` (GitLab docs, "CI/CD YAML syntax reference"). */
import { notImplementedBy } from '../../base/pipeline-error.ts';

export interface AutoCancel {
  /** What a newer commit of the branch cancels. */
  readonly onNewCommit: 'conservative' | 'interruptible' | 'none';
  readonly onJobFailure: 'all' | 'none';
}

/** As app/models/ci/pipeline.rb has them. */
const DEFAULTS: AutoCancel = { onNewCommit: 'conservative', onJobFailure: 'none' };

/** @throws PipelineError where a rule of the workflow says it */
export function readAutoCancel(configuration: Readonly<Record<string, unknown>>): AutoCancel {
  const { auto_cancel: own = {}, rules = [] } = (configuration.workflow ?? {}) as {
    auto_cancel?: { on_new_commit?: AutoCancel['onNewCommit']; on_job_failure?: AutoCancel['onJobFailure'] };
    rules?: readonly { auto_cancel?: unknown }[];
  };
  if (rules.some((rule) => rule.auto_cancel !== undefined)) {
    throw notImplementedBy('GitLab', 'rules: auto_cancel', 'workflow');
  }
  return {
    onNewCommit: own.on_new_commit ?? DEFAULTS.onNewCommit,
    onJobFailure: own.on_job_failure ?? DEFAULTS.onJobFailure,
  };
}
