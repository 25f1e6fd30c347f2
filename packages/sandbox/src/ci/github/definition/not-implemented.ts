import { notImplementedBy, type PipelineError } from '../../base/pipeline-error.ts';

/**
 * @param what  the key or value, as it is written
 * @param where `jobs.deploy`
 */
export function notImplemented(what: string, where: string): PipelineError {
  return notImplementedBy('GitHub', what, where);
}

/** How what is not of the shape is refused: with the value that stands there. */
export const REFUSAL = {
  reportInput: true,
  error: ({ input }: { readonly input?: unknown }) =>
    `the sandbox's GitHub does not implement \`${JSON.stringify(input)}\` here`,
};
