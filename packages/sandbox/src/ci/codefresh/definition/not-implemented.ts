import { notImplementedBy, type PipelineError } from '../../base/pipeline-error.ts';

/**
 * @param what  the key or value, as it is written
 * @param where `steps.open`
 */
export function notImplemented(what: string, where: string): PipelineError {
  return notImplementedBy('Codefresh', what, where);
}
