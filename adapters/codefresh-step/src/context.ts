/** The build, as Codefresh's variables describe it (Codefresh docs, "Variables"). */
import { GateError, type ReadContext } from '@change-gate/core';

export const readContext: ReadContext = (env) => {
  const id = env.CF_BUILD_ID;
  if (!id) {
    throw new GateError(
      'INVALID_INPUT',
      'CF_BUILD_ID is not set: this step runs inside a Codefresh build, where Codefresh sets it.',
    );
  }
  const pipeline = env.CF_PIPELINE_NAME;
  return {
    ci: 'codefresh',
    title: `Codefresh build ${id}${pipeline ? ` of ${pipeline}` : ''}`,
    build: { id, url: env.CF_BUILD_URL ?? '' },
    // A restarted build is a new build with a new id, so the id alone is the build.
    buildKey: id,
    server: `${(env.CF_URL ?? 'https://g.codefresh.io').replace(/\/+$/, '')}/api`,
    target: (gateName) => ({ build_id: id, gate: gateName }),
  };
};
