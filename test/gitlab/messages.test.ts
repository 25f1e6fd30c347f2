/** What is said where everything is set up wrong: the messages of the table in docs/gitlab.md, and those that need none. */
import { readFileSync } from 'node:fs';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { componentReference, VERSION } from '../../scripts/release/names.mjs';
import { GITLAB_OPTIONS, gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { GITLAB_IMAGE } from '../gate/references.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const REGISTRATION = 'x_change_gate_registration';
const DEVELOPER = 'glpat-developer0000000000000';

/** MINIMAL with some of its text replaced; what is not there cannot be replaced. */
function wrong(from: string, to: string): string {
  if (!MINIMAL.includes(from)) throw new Error(`The minimal pipeline does not hold "${from}"`);
  return MINIMAL.replaceAll(from, to);
}

const RULES = '  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n';

/** None has a job that runs: GitLab refuses them. */
const REFUSED = [
  { yaml: wrong('[build, change, deploy]', '[build, deploy]') },
  // By a whole version: the sandbox's parser asks for the tags of a project by git where it is to find the newest.
  { yaml: wrong(componentReference(), `change-gate/private/change-gate@${VERSION}`) },
  { yaml: wrong(RULES, ''), branch: 'feature' },
];

/** What GitLab itself says (lib/gitlab/ci/yaml_processor.rb), and in which words the sandbox refuses the same. */
const IN_OTHER_WORDS: Readonly<Record<string, string>> = {
  'chosen stage change does not exist': 'stage:change not found for change:open',
  "project does not exist or you don't have sufficient permissions":
    'has no component project change-gate/private',
};

/** A job that makes every mistake that there is to make inside one. */
const MISTAKES = `
mistakes:
  stage: build
  id_tokens: {WRONG_ID_TOKEN: {aud: vault}}
  image: ${GITLAB_IMAGE}
  script:
    - CHANGE_GATE_OPERATION=status change-gate verify || true
    - CHANGE_GATE_CALLBACK_TOKEN= change-gate open || true
    - CHANGE_GATE_PASSWORD= change-gate open || true
    - CHANGE_GATE_DATA=$CHANGE_GATE_PASSWORD change-gate open || true
    - CHANGE_GATE_CALLBACK_TOKEN=$CI_JOB_TOKEN change-gate open || true
    - CHANGE_GATE_GATE_NAME=renamed change-gate open || true
    - CHANGE_GATE_GATE_NAME=optional change-gate open || true
    - CI_API_V4_URL=http://127.0.0.1:9/api/v4 change-gate open || true
    - CHANGE_GATE_DEPLOY_STAGES=nowhere change-gate open || true
    - CI_COMMIT_SHA= CHANGE_GATE_DEPLOY_STAGES=nowhere change-gate open || true
    - CHANGE_GATE_DEPLOY_STAGES=deploy,build change-gate open || true
    - CHANGE_GATE_GATE_NAME=twice change-gate open || true
    - CHANGE_GATE_OUTCOME=jobs CHANGE_GATE_GATE_NAME=renamed change-gate close || true
    - CI_JOB_TOKEN= CHANGE_GATE_CALLBACK_TOKEN= CHANGE_GATE_OUTCOME=jobs change-gate close || true
    - CHANGE_GATE_IMAGE=ours change-gate open || true
    - CHANGE_GATE_CA_CERTIFICATE=ca.pem change-gate open || true
    - CI_JOB_NAME=change:gate change-gate verify || true
    - CI_JOB_NAME=change:cancel change-gate cancel || true
    - CI_JOB_MANUAL=true CI_API_V4_URL=http://127.0.0.1:9/api/v4 change-gate cancel || true
    - CI_JOB_MANUAL=true CHANGE_GATE_GATE_NAME=renamed CHANGE_GATE_CHANGE_NUMBER=CHG0030001 change-gate cancel || true
    - env -u CHANGE_GATE_USERNAME -u CHANGE_GATE_PASSWORD CHANGE_GATE_ACCESS_TOKEN=$WRONG_ID_TOKEN change-gate open || true
    - CI_SERVER_VERSION=17.0.6 CHANGE_GATE_PASSWORD=wrong change-gate open || true
    - CI_JOB_IMAGE=$CI_REGISTRY/change-gate/private CHANGE_GATE_PASSWORD=wrong change-gate open || true

vault:
  stage: build
  allow_failure: true
  variables: {VAULT_SERVER_URL: "http://127.0.0.1:9"}
  id_tokens: {VAULT_ID_TOKEN: {aud: change-gate}}
  secrets: {CHANGE_GATE_PASSWORD: {vault: servicenow/password, token: $VAULT_ID_TOKEN}}
  script: "true"

pull: {stage: build, image: $CI_REGISTRY/change-gate/private, allow_failure: true, script: "true"}
report: {stage: deploy, needs: ["change:gate"], when: always, script: "true"}
maybe: {stage: deploy, needs: [{job: "change:gate", optional: true}], script: "true"}
".twice:includes": {variables: {one: included, another: included}}
"twice:gate": {stage: deploy, when: manual, allow_failure: false, script: "true"}
"optional:gate": {stage: deploy, when: manual, allow_failure: true, script: "true"}
`;

/** What the table quotes; `...` stands for anything. */
const EXPLAINED = (
  readFileSync(new URL('../../docs/gitlab.md', import.meta.url), 'utf8').split('\n## Troubleshooting\n')[1] ??
  ''
)
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => {
    const [, cell = ''] = /^\| (.*?) \| /.exec(line) ?? [];
    const [, status = 'in the log'] = /^in ServiceNow, \*(\w+)\*/.exec(cell) ?? [];
    return [cell, status, [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)] as const;
  });

/** Messages that the table leaves out, each with what it says to do; `...` stands for anything. */
const SELF_EXPLAINED = [
  'CHANGE_GATE_OPERATION: is status, but this job is there to verify. Take the variable away',
  'CHANGE_GATE_IMAGE: is an input of the component alone ... Give it under "inputs" of the include',
  'is neither PEM text nor a file that every job has ... Give the text itself, or a variable of type File',
  'is a job token (CI_JOB_TOKEN) ... Use a project access token ... [CALLBACK_TOKEN_UNUSABLE]',
  'This pipeline has no job ... Include the component ... [GATE_UNSAFE]',
  'needs change:gate and is in stage ... Add that stage to the input deploy-stages ... [GATE_UNSAFE]',
  'does not wait for change:gate ... Add change:gate to its needs ... [GATE_UNSAFE]',
  'The component is included ... times with the job-prefix ... Give each include a job-prefix of its own. [GATE_UNSAFE]',
  'has allow_failure: true ... Set allow_failure: false. [GATE_UNSAFE]',
  'change:gate has started by itself ... Take away the `rules` or the `when` ... [GATE_UNSAFE]',
  'change:cancel has started by itself ... Take away the `rules` or the `when` ... [NOT_CANCELABLE]',
  'this pipeline may still deploy under it. Cancel the pipeline, and play this job again ... [NOT_CANCELABLE]',
  'GitLab does not show the jobs of this pipeline ... Cancel the pipeline, and end the change in ServiceNow ... [NOT_CANCELABLE]',
  'so nobody knows here how the deployment ends ... Retry mistakes when ... [NOT_CLOSABLE]',
  'GitLab does not show all jobs of this pipeline ... Give mistakes a token with the scope read_api ... [NOT_CLOSABLE]',
  'Job ... has when: always ... Take that when away',
  'Job ... needs change:gate with optional: true ... Take optional away, and give both the same rules',
  'Job ... runs as ... does not let that user pull ... makes it public or internal, or the user a Reporter in it',
  'This GitLab is 17.0.6, and Change Gate supports 17.1 or later ... An administrator of GitLab upgrades it',
  'is in Assess: not approved yet ... [NOT_APPROVED]',
  'is not a CI server that this instance calls ... An admin of Change Gate adds it ... [REGISTRATION_REFUSED]',
];

/** Matches the parts of a text between the `...`, in one line. */
function inOneLine(text: string): RegExp {
  const parts = text.split(/ ?\.\.\. ?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

describeOnGitLab('a GitLab that is set up wrong', () => {
  let scenario: GitlabScenario;
  /** Where to look for a message: the logs, and the answers that the registration has kept at a status. */
  const said: Record<string, string> = {};

  beforeAll(async () => {
    const tokens = [
      ...GITLAB_OPTIONS.tokens,
      { token: DEVELOPER, user: 'another-bot', role: 'developer', scopes: ['api'] },
    ] as const;
    const components = (GITLAB_OPTIONS.components ?? []).flatMap((component) => [
      component,
      { ...component, path: 'change-gate/private', visibility: 'private' as const },
    ]);
    const images = { ...GITLAB_OPTIONS.images, '$CI_REGISTRY/change-gate/private': {} };
    const ci = gitlabRunning(MINIMAL + MISTAKES, {}, { tokens, components, images });
    scenario = await GitlabScenario.startAndPause(ci, { 'callback-token': DEVELOPER });
    const { server, build } = scenario;
    const refused = REFUSED.map(({ yaml, branch = 'main' }) => server.run(yaml, { branch }));
    build.approveByHand();
    await build.ended;
    await Promise.all(refused.map(({ finished }) => finished));
    said['in the log'] = [...refused, scenario.pipeline].map(({ log }) => log).join('\n');

    await approveAndRetry();
  });
  afterAll(() => scenario.close());

  /** The callback fails; and again at each *Retry delivery*, for another reason. */
  async function approveAndRetry(): Promise<void> {
    const { serviceNow } = scenario.testEnv.sandbox;
    const { database, cluster } = serviceNow;
    const { sys_id: sysId = '', change_number } = scenario.testEnv.registration();
    const keep = () => {
      const { status = '', last_answer } = scenario.testEnv.registration();
      said[status] = `${said[status] ?? ''}\n${last_answer}`;
    };
    const retry = async (token: string) => {
      const { userName: user } = USERS.admin;
      database.update(REGISTRATION, sysId, { token: database.encrypt(token) }, user);
      await cluster.press({ action: 'Retry delivery', table: REGISTRATION, sysId, user });
      await scenario.testEnv.settled();
      keep();
    };
    const pass = async (seconds: number) => {
      scenario.testEnv.sandbox.clock.advance(seconds * 1000);
      await scenario.testEnv.settled();
    };
    await scenario.approve(change_number);
    keep();
    await retry(gitlab.callbackToken);
    // A gate that fails under an approved change is played again after some minutes.
    for (const pause of [61, 121, 241, 1]) {
      await scenario.reaches('change:gate', 'running');
      scenario.server.failJob(scenario.id, 'change:gate', 'runner_system_failure');
      await scenario.testEnv.settled();
      await pass(pause);
    }
    keep();
    scenario.server.archive(scenario.id);
    await retry(gitlab.callbackToken);
    // A play that GitLab has refused is tried again for about a minute.
    for (const pause of [6, 11, 21, 41]) await pass(pause);
    keep();
    scenario.server.delete(scenario.id);
    await retry(gitlab.callbackToken);
    await retry('glpat-revoked00000000000000');
    await retry('glcbt-64_c0ffee00c0ffee');
  }

  it.each(SELF_EXPLAINED)('says %s', (words) => {
    expect(said['in the log']).toMatch(inOneLine(words));
  });

  it.each(EXPLAINED)('says %s', (_cell, status, quoted) => {
    expect(quoted).not.toEqual([]);
    const words = quoted.map((message) => IN_OTHER_WORDS[message] ?? message).join(' ... ');
    expect(said[status]).toMatch(inOneLine(words));
  });
});
