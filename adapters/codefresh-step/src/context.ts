/** The build, as Codefresh's variables describe it (Codefresh docs, "Variables"). */
import { type Environment, GateError, type Operation, type ReadContext } from '@change-gate/core';
import { annotateOperation } from './build/annotate-operation.ts';
import { Annotations } from './build/annotations.ts';
import { readArguments } from './build/arguments.ts';
import { idTokenRequest } from './build/id-token.ts';
import { refuseOpenedGate } from './build/opened-gate.ts';
import { writeRecord } from './build/record.ts';
import { sourceOf } from './history/source.ts';
import type { ownInputs } from './inputs.ts';
import { originalRecordFile, registersCallback } from './original/arguments.ts';
import { registerWithOriginal } from './original/callback.ts';

export const readContext: ReadContext<typeof ownInputs> = (env, own) => {
  const id = required(env, 'CF_BUILD_ID');
  const url = required(env, 'CF_BUILD_URL');
  const pipeline = env.CF_PIPELINE_NAME;
  const server = `${(env.CF_URL ?? 'https://g.codefresh.io').replace(/\/+$/, '')}/api`;
  const namespace = own['sn-namespace'];
  const given = readArguments(env);
  const source = sourceOf(env, server);
  return {
    ci: 'codefresh',
    title: `Codefresh build ${id}${pipeline ? ` of ${pipeline}` : ''}`,
    build: { id, url },
    // A restarted build is a new build with a new id, so the id alone is the build.
    buildKey: id,
    place: env.CF_STEP_NAME && `step ${env.CF_STEP_NAME}`,
    began: Number(env.CF_BUILD_TIMESTAMP),
    ...(source && { source }),
    server,
    outcomeRemedy:
      'In a step that runs only after the deployment succeeded: OUTCOME: success; in a hook on_fail of the deployment: OUTCOME: failure',
    runAgain,
    againIsNewBuild: true,
    target: (gateName) => ({ build_id: id, gate: gateName }),
    callback: registersCallback(given),
    checkGate({ name }, log) {
      log.unseen(
        'gate',
        'Codefresh does not show a step what comes behind it: whether a step of the type pending-approval does, before anything is deployed.',
      );
      return refuseOpenedGate(name, new Annotations(id, server, env));
    },
    idToken: (audience) => idTokenRequest(env, audience),
    ...(namespace !== undefined && {
      register: (client, registration) => registerWithOriginal(namespace, client, registration),
    }),
    completed: async (done) => {
      // A change that is not in ServiceNow yet has no record.
      const hasChange = done.outputs['change-sys-id'] !== '';
      const file = hasChange ? (own['record-file'] ?? originalRecordFile(given, done.operation)) : undefined;
      try {
        await annotateOperation(done, new Annotations(id, server, env));
      } finally {
        if (file !== undefined) await writeRecord(done, file, env);
      }
    },
  };
};

/** A restarted build is a new build, and no restart repeats a hook alone. */
function runAgain(operation: Operation): string {
  if (operation === 'open') {
    return 'In Codefresh, restart the build: a restart is a new build, and opens a new change.';
  }
  const ends = operation === 'close' || operation === 'cancel';
  return `${ends ? 'End the change in ServiceNow. Or, where this step is no hook, choose' : 'In Codefresh, choose'} Restart from failed step: that is a new build, which finds the change only where CHANGE_NUMBER of the step names it.`;
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new GateError(
    'INVALID_INPUT',
    `${name} is not set: this step runs inside a Codefresh build, where Codefresh sets it.`,
  );
}
