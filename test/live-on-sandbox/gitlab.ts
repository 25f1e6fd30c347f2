/** A GitLab with the scratch project of docs/live.md. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GITLAB_IMAGE } from '../gate/references.ts';
import { SIGN_IN } from './instance.ts';
import type { CiOnSandbox } from './stage-set.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/live/', import.meta.url));
const COMPONENT = fileURLToPath(new URL('../../adapters/gitlab-component/', import.meta.url));

const { version: VERSION } = JSON.parse(readFileSync(`${COMPONENT}package.json`, 'utf8'));

const TOKENS = { starter: 'glpat-starter00c0ffee00c0ff', callback: 'glpat-servicenow00c0ffee00' };

export const gitlab: CiOnSandbox = {
  key: 'gitlab',
  apiPath: '/api/v4',
  configuration: (instanceUrl) => ({
    tokens: [
      { token: TOKENS.starter, user: 'octocat', role: 'maintainer', scopes: ['api'] },
      { token: TOKENS.callback, user: 'servicenow-bot', role: 'maintainer', scopes: ['api'] },
    ],
    project: { path: 'globex/scratch' },
    components: [{ path: 'change-gate/gitlab-component', folder: COMPONENT, version: VERSION }],
    images: {
      'node:24-alpine': { node: [process.execPath] },
      [GITLAB_IMAGE]: {
        'change-gate': [process.execPath, `${COMPONENT}dist/index.js`],
      },
    },
    branches: [
      {
        name: 'main',
        file: `${EXAMPLES}gitlab.yml`,
        variables: {
          CHANGE_GATE_INSTANCE_URL: instanceUrl,
          CHANGE_GATE_USERNAME: SIGN_IN.userName,
          CHANGE_GATE_PASSWORD: SIGN_IN.password,
          CHANGE_GATE_CALLBACK_TOKEN: TOKENS.callback,
        },
        masked: ['CHANGE_GATE_PASSWORD', 'CHANGE_GATE_CALLBACK_TOKEN'],
      },
    ],
  }),
  settings: { CI_TOKEN: TOKENS.starter, GITLAB_PROJECT: 'globex/scratch' },
};
