/** A GitHub with the scratch repository of docs/live.md. */
import { fileURLToPath } from 'node:url';
import { ACTION_REF } from '../gate/references.ts';
import { SIGN_IN } from './instance.ts';
import type { CiOnSandbox } from './stage-set.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const ENVIRONMENT = 'change-gate-live';

/** The owner of the callback token, and a person who approves by hand. */
const REVIEWERS = ['servicenow-bot', 'impatient-developer'];

const TOKENS = {
  starter: 'github_pat_11STARTER0_c0ffee00c0ffee00c0ffee00c0ffee00c0',
  reviewer: 'github_pat_11REVIEWER0_c0ffee00c0ffee00c0ffee00c0ffee0',
  callback: 'github_pat_11SERVICENOW0bot_c0ffee00c0ffee00c0ffee00c0',
};

export const github: CiOnSandbox = {
  key: 'github',
  apiPath: '',
  configuration: (instanceUrl) => ({
    users: ['octocat', 'globex', ...REVIEWERS],
    tokens: [
      { kind: 'fine-grained', token: TOKENS.starter, user: 'octocat', permissions: { actions: 'write' } },
      {
        kind: 'fine-grained',
        token: TOKENS.reviewer,
        user: 'impatient-developer',
        permissions: { actions: 'read', deployments: 'write' },
      },
      {
        kind: 'fine-grained',
        token: TOKENS.callback,
        user: 'servicenow-bot',
        permissions: { actions: 'read', deployments: 'write' },
      },
    ],
    repositories: [
      {
        owner: 'globex',
        name: 'scratch',
        collaborators: { octocat: 'write', 'impatient-developer': 'write', 'servicenow-bot': 'read' },
        environments: [{ name: ENVIRONMENT, reviewers: REVIEWERS }],
        workflows: { 'change-gate-live.yml': `${ROOT}examples/live/github.yml` },
        variables: { CHANGE_GATE_INSTANCE_URL: instanceUrl, CHANGE_GATE_USERNAME: SIGN_IN.userName },
        secrets: {
          CHANGE_GATE_PASSWORD: SIGN_IN.password,
          CHANGE_GATE_CALLBACK_TOKEN: TOKENS.callback,
        },
      },
    ],
    actions: { [ACTION_REF]: ROOT },
  }),
  settings: {
    CI_TOKEN: TOKENS.starter,
    GITHUB_REPOSITORY: 'globex/scratch',
    GITHUB_REVIEWER_TOKEN: TOKENS.reviewer,
  },
};
