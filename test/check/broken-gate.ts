/** Gates that would not stop the build, and credentials with which ServiceNow could not let it go on. */
import { botToken, classicToken, github } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { COMPONENT_REF, STEP_TYPE } from '../gate/references.ts';
import type { Row } from './harness.ts';
import { CODEFRESH_PIPELINE, GITLAB_PIPELINE } from './pipelines.ts';

const UNSAFE = { doesNotHold: ['gate.stops'], exitCode: 1 } as const;
const NO_TOKEN = { doesNotHold: ['gate.token'], exitCode: 1 } as const;
const NO_CREDENTIAL = { doesNotHold: ['gate.credential'], exitCode: 1 } as const;

const INSTALLATION_TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const JOB_TOKEN = 'glcbt-64_c0ffee00c0ffee00c0ffee00';

const include = (inputs: string) => `  - {component: ${COMPONENT_REF}, inputs: {${inputs}}}\n`;

export const BROKEN_GATES: readonly Row[] = [
  { ci: 'github', broken: 'there is no such environment', github: { environments: [] }, ...UNSAFE },
  {
    ci: 'github',
    broken: 'the environment has no required reviewers',
    github: { environments: [{ name: 'production' }] },
    ...UNSAFE,
  },
  {
    ci: 'github',
    broken: "the environment has no rule of a GitHub App's",
    github: { apps: [appWith({ actions: 'read', deployments: 'write' })] },
    inputs: { gate: 'protection-rule', 'callback-token': undefined, 'callback-alias': 'github_app' },
    break: (environment) => keepKeyOfApp(environment, github),
    ...UNSAFE,
  },
  {
    ci: 'github',
    broken: 'there is no workflow to start',
    inputs: { gate: 'dispatch', workflow: 'release.yml' },
    ...UNSAFE,
  },
  { ci: 'github', broken: 'the callback token was revoked', github: { tokens: [] }, ...NO_TOKEN },
  {
    ci: 'github',
    broken: 'the callback token ends after an hour',
    inputs: { 'callback-token': INSTALLATION_TOKEN },
    secrets: [INSTALLATION_TOKEN],
    ...NO_TOKEN,
  },
  {
    ci: 'github',
    broken: 'the callback token reads no Actions',
    github: { tokens: [botToken({ contents: 'write' })] },
    ...NO_TOKEN,
  },
  {
    ci: 'github',
    broken: 'the callback token belongs to no reviewer',
    github: {
      tokens: [classicToken('repo')],
      environments: [{ name: 'production', reviewers: ['impatient-developer'] }],
    },
    ...NO_TOKEN,
  },
  {
    ci: 'github',
    broken: 'there is no callback token',
    inputs: { 'callback-token': undefined },
    ...NO_CREDENTIAL,
  },
  {
    ci: 'gitlab',
    broken: 'the pipeline goes on though its gate has failed',
    gitlab: { pipeline: `${GITLAB_PIPELINE}\nchange:gate: {allow_failure: true}\n` },
    ...UNSAFE,
  },
  {
    ci: 'gitlab',
    broken: 'a job deploys without waiting for the gate',
    gitlab: {
      pipeline: `${GITLAB_PIPELINE}\ndeploy-us: {stage: deploy, needs: [], rules: [{if: $CI_COMMIT_BRANCH}], script: [echo]}\n`,
    },
    ...UNSAFE,
  },
  {
    ci: 'gitlab',
    broken: 'the stages that deploy are none of the pipeline',
    gitlab: {
      pipeline: GITLAB_PIPELINE.replace('    inputs:\n', '    inputs:\n      deploy-stages: release\n'),
    },
    ...UNSAFE,
  },
  {
    ci: 'gitlab',
    broken: 'the component is included twice under one prefix',
    gitlab: {
      pipeline: GITLAB_PIPELINE.replace(
        'include:\n',
        `include:\n${include('data: "short_description: Other"')}`,
      ),
    },
    ...UNSAFE,
  },
  {
    ci: 'gitlab',
    broken: 'the callback token is one of a job',
    inputs: { 'callback-token': JOB_TOKEN },
    secrets: [JOB_TOKEN],
    ...NO_TOKEN,
  },
  { ci: 'gitlab', broken: 'the callback token has expired', gitlab: { tokens: [] }, ...NO_TOKEN },
  {
    ci: 'gitlab',
    broken: 'there is no callback token',
    inputs: { 'callback-token': undefined },
    ...NO_CREDENTIAL,
  },
  {
    ci: 'codefresh',
    broken: 'an earlier step of the build has opened the gate',
    codefresh: {
      pipeline: CODEFRESH_PIPELINE.replace(
        'steps:\n',
        `steps:
  open_change:
    type: ${STEP_TYPE}
    arguments: {OPERATION: open, SUBMIT: 'false', DATA: '{"short_description": "Globex"}'}
`,
      ),
    },
    ...UNSAFE,
  },
  {
    ci: 'codefresh',
    broken: 'there is no callback token',
    inputs: { 'callback-token': undefined },
    ...NO_CREDENTIAL,
  },
  {
    ci: 'codefresh',
    broken: 'there are two credentials for the callback',
    inputs: { 'callback-alias': 'codefresh' },
    ...NO_CREDENTIAL,
  },
];
