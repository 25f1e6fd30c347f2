import { notImplementedBy, type PipelineError } from '../../base/pipeline-error.ts';

/** A part of GitLab's configuration that is refused by name, so that no test passes because it was ignored. */
export function notImplemented(what: string, job: string): PipelineError {
  return notImplementedBy('GitLab', what, `job ${job}`);
}
