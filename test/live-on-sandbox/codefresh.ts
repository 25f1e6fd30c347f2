/** A Codefresh with the scratch pipeline of docs/live.md. */
import { fileURLToPath } from 'node:url';
import { CODEFRESH_IMAGE } from '../gate/references.ts';
import { SIGN_IN } from './instance.ts';
import type { CiOnSandbox } from './stage-set.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/live/', import.meta.url));
const STEP = fileURLToPath(new URL('../../adapters/codefresh-step/', import.meta.url));

const PIPELINE = 'globex/change-gate-live';

const KEYS = {
  starter: '5f0c8a1b2c3d4e5f60718290.5ta27e2000c0ffee00c0ffee00c0ffee',
  callback: '5f0c8a1b2c3d4e5f60718293.c0ffee00c0ffee00c0ffee00c0ffee00',
};

export const codefresh: CiOnSandbox = {
  key: 'codefresh',
  apiPath: '/api',
  configuration: (instanceUrl) => ({
    apiKeys: [
      { token: KEYS.starter, user: 'octocat' },
      { token: KEYS.callback, user: 'servicenow-bot' },
    ],
    stepTypes: [`${STEP}step.yaml`],
    images: {
      [CODEFRESH_IMAGE]: [process.execPath, `${STEP}dist/index.js`],
      alpine: ['/bin/sh'],
    },
    pipelines: [
      {
        label: PIPELINE,
        file: `${EXAMPLES}codefresh.yml`,
        variables: {
          CHANGE_GATE_INSTANCE_URL: instanceUrl,
          CHANGE_GATE_USERNAME: SIGN_IN.userName,
          CHANGE_GATE_PASSWORD: SIGN_IN.password,
          CHANGE_GATE_CALLBACK_TOKEN: KEYS.callback,
        },
        encrypted: ['CHANGE_GATE_PASSWORD', 'CHANGE_GATE_CALLBACK_TOKEN'],
      },
    ],
  }),
  settings: { CI_TOKEN: KEYS.starter, CODEFRESH_PIPELINE: PIPELINE },
};
