import { fileURLToPath } from 'node:url';
import type { CodefreshOptions, CodefreshServer } from '@change-gate/sandbox';
import { readmePipeline } from './documented-pipeline.ts';
import type { CiHarness, GatedBuild, GateInputs } from './harness.ts';
import { CODEFRESH_IMAGE } from './references.ts';

const STEP = fileURLToPath(new URL('../../adapters/codefresh-step/', import.meta.url));

const CALLBACK_TOKEN = '5f0c8a1b2c3d4e5f60718293.c0ffee00c0ffee00c0ffee00c0ffee00';

/** API keys of a service account that may do less than the pipeline's. */
export const RESTRICTED_KEYS = {
  noAnnotations: '5f0c8a1b2c3d4e5f60718294.c0ffee00c0ffee00c0ffee00c0ffee01',
  noDecisions: '5f0c8a1b2c3d4e5f60718295.c0ffee00c0ffee00c0ffee00c0ffee02',
} as const;

/** What the sandbox's Codefresh needs to run the documented pipeline with the built step. */
const CODEFRESH_OPTIONS: Omit<CodefreshOptions, 'clock'> = {
  apiKeys: [
    { token: CALLBACK_TOKEN, user: 'servicenow-bot' },
    { token: RESTRICTED_KEYS.noAnnotations, user: 'servicenow-bot', may: ['read-builds', 'decide'] },
    { token: RESTRICTED_KEYS.noDecisions, user: 'servicenow-bot', may: ['read-builds', 'annotate'] },
  ],
  stepTypes: [`${STEP}step.yaml`],
  images: {
    [CODEFRESH_IMAGE]: [process.execPath, `${STEP}dist/index.js`],
    alpine: ['/bin/sh'],
  },
};

const ENCRYPTED = ['CHANGE_GATE_PASSWORD', 'CHANGE_GATE_CALLBACK_TOKEN'];

export const codefresh: CiHarness = codefreshWith();

/** Codefresh where something is another way than by default. */
export function codefreshWith(server: Partial<CodefreshOptions> = {}): CiHarness {
  return codefreshRunning(readmePipeline('Codefresh'), {}, server);
}

/** Codefresh with another pipeline than the documented one. @param git what it was started for */
export function codefreshRunning(
  pipeline: string,
  git: NonNullable<Parameters<CodefreshServer['run']>[1]>['git'] = {},
  server: Partial<CodefreshOptions> = {},
): CiHarness {
  return {
    name: 'Codefresh',
    callbackToken: CALLBACK_TOKEN,
    sandboxOptions: (pause) => ({ codefresh: { ...CODEFRESH_OPTIONS, ...server, ...pause } }),
    requests: (sandbox) => sandbox.codefresh.requests,
    server: (sandbox) => `${sandbox.codefresh.url}/api`,
    start(sandbox, inputs) {
      const variables = toVariables(inputs);
      const build = sandbox.codefresh.run(pipeline, { variables, encrypted: ENCRYPTED, git });
      // A scenario that ends before the gate has no use for the pause.
      build.paused.catch(() => {});
      return watch(build.id, sandbox.codefresh);
    },
    runAgainWords: 'In Codefresh, restart the build: a restart is a new build, and opens a new change.',
    againIsNewBuild: true,
    runAgain(sandbox, { id }) {
      const build = sandbox.codefresh.restart(id);
      build.paused.catch(() => {});
      return watch(build.id, sandbox.codefresh);
    },
  };
}

function watch(id: string, server: CodefreshServer): GatedBuild {
  const build = server.build(id);
  if (build === undefined) throw new Error(`Codefresh has no build ${id}`);
  const answers: ('approved' | 'denied')[] = [];
  server.on((event) => {
    if (event.type === 'decision' && event.build === id) answers.push(event.decision);
  });
  return {
    id,
    paused: build.paused,
    ended: build.finished.then(() => {}),
    view: () => ({
      waiting: build.status === 'pending-approval',
      succeeded: build.status === 'success',
      deployed: build.steps.some((step) => step.name === 'deploy' && step.status === 'success'),
      answers,
      log: build.log,
    }),
    output: () => JSON.stringify([build.log, build.outputs, build.steps, server.annotations(id)]),
    approveByHand: () => server.approve(id, 'impatient.developer'),
  };
}

/** Pipeline variables with the prefix are arguments for every step (README). */
function toVariables(inputs: GateInputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      value === undefined ? [] : [[`CHANGE_GATE_${name.toUpperCase().replaceAll('-', '_')}`, value]],
    ),
  );
}
