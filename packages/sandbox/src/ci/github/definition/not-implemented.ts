import { notImplementedBy, type PipelineError } from '../../base/pipeline-error.ts';

/**
 * @param what  the key or value, as it is written
 * @param where `jobs.deploy`
 */
export function notImplemented(what: string, where: string): PipelineError {
  return notImplementedBy('GitHub', what, where);
}
