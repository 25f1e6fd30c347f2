/** Pipelines that sign in at the instance without a secret in the variables of the project. */
import { readFileSync } from 'node:fs';
import { CLIENT_CREDENTIALS_PROPERTY, type GitlabRunOptions, USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import type { TestEnvironment } from '../environment/environment.ts';
import { type OidcProvider, registerOidcProvider } from '../environment/oidc-provider.ts';
import { documentedPipeline, documentedPipelines, gitlab, gitlabRunning, PIPELINES } from '../gate/gitlab.ts';
import type { GateInputs } from '../gate/harness.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';
import { keepCallbackToken } from './kept-token.ts';
import { startVault, type Vault, type VaultSecrets } from './vault.ts';

const PROJECT = 'globex/webshop';

const GUIDE = readFileSync(new URL('../../docs/id-tokens.md', import.meta.url), 'utf8');

const ADMIN_GUIDE = readFileSync(new URL('../../docs/servicenow-app.md', import.meta.url), 'utf8');

const NO_PASSWORD = { username: undefined, password: undefined };

/** The minimal pipeline with the component as docs/id-tokens.md includes it. */
function withIdToken(): string {
  const [, include] = /## In GitLab\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(GUIDE) ?? [];
  if (include === undefined) throw new Error('docs/id-tokens.md has no pipeline for GitLab');
  return MINIMAL.replace(/^include:\n(?: .*\n)+/m, include);
}

/** @param provider what differs from docs/servicenow-app.md */
function registerGitlab({ sandbox }: TestEnvironment, provider: Partial<OidcProvider> = {}): void {
  const ofProject = { userClaim: 'project_path', value: PROJECT };
  registerOidcProvider(sandbox, { issuer: sandbox.gitlab.url, ...ofProject, ...provider });
}

describeOnGitLab('A pipeline on GitLab signs in', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it('with the ID token of each job, and the project has no secret at all', async () => {
    const inputs: Record<string, string | undefined> = { ...NO_PASSWORD, 'callback-token': undefined };
    const yaml = withIdToken().replace('sign-in: id-token', '$&\n      trigger-jobs: none');
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml), inputs, (testEnv) => {
      registerGitlab(testEnv);
      inputs['callback-alias'] = keepCallbackToken(testEnv);
    });
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(scenario.testEnv.change()).toMatchObject({
      close_code: 'successful',
      sys_created_by: PROJECT,
      sys_updated_by: PROJECT,
    });
    expect(scenario.build.output()).not.toContain('eyJ');
  });

  it.each([
    ['main', 'success'],
    ['feature', 'failed'],
  ] as const)('from one branch alone, where the claim is sub: %s', async (branch, status) => {
    const yaml = withIdToken().replace('sign-in: id-token', '$&\n      if: $CI_COMMIT_BRANCH');
    const ci = gitlabRunning(yaml.replace(/^ {2}rules: .*\n/m, ''), { branch });
    scenario = await GitlabScenario.start(ci, NO_PASSWORD, (testEnv) => {
      const [, value = ''] = /`(project_path:\S+)`/.exec(ADMIN_GUIDE) ?? [];
      registerGitlab(testEnv, { userClaim: 'sub', userField: 'u_subject', value });
    });
    await scenario.reaches('change:open', status);
    expect(scenario.testEnv.sandbox.serviceNow.changes()).toHaveLength(status === 'success' ? 1 : 0);
  });

  describe('not with an ID token', () => {
    const TO_PROJECT = `to "project_path:${PROJECT}:ref_type:branch:ref:main"`;

    it.each([
      [
        'for another audience',
        withIdToken().replace('id-token-audience: change-gate', 'id-token-audience: vault'),
        PROJECT,
        `for the audience "vault" ${TO_PROJECT}, is good until`,
      ],
      [
        'of another project',
        withIdToken(),
        'globex/other',
        'for the audience "change-gate" to "project_path:globex/other:ref_type:branch:ref:main", is good until',
      ],
    ])('%s', async (_what, yaml, path, words) => {
      const ci = gitlabRunning(yaml, {}, { project: { path } });
      scenario = await GitlabScenario.start(ci, NO_PASSWORD, (testEnv) => registerGitlab(testEnv));
      await isRefused(words);
    });

    it('that has expired, which a variable has put before the one of the job', async () => {
      let expired = '';
      const keep = `
keep:
  id_tokens: {TOKEN: {aud: change-gate}}
  script: echo "TOKEN=$TOKEN" > token.env
  artifacts: {reports: {dotenv: token.env}}
`;
      const inputs: Record<string, string | undefined> = { ...NO_PASSWORD };
      scenario = await GitlabScenario.start(gitlabRunning(withIdToken()), inputs, async (testEnv) => {
        registerGitlab(testEnv);
        const { gitlab, clock } = testEnv.sandbox;
        const pipeline = gitlab.run(keep);
        await pipeline.finished;
        inputs['id-token'] = pipeline.job('keep')?.dotenv.slice('TOKEN='.length).trim();
        expired = new Date(Math.floor(clock.now().getTime() / 1000) * 1000 + 3_600_000).toISOString();
        clock.advance(2 * 3_600_000);
      });
      await isRefused(
        `for the audience "change-gate" ${TO_PROJECT}, is good until ${expired}: if that is past, give a new one`,
      );
    });

    it('where a token is good for one request', async () => {
      scenario = await GitlabScenario.start(gitlabRunning(withIdToken()), NO_PASSWORD, (testEnv) => {
        registerGitlab(testEnv, { isOnce: true });
      });
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toMatch(
        /"Enable JTI claim verification" is off, with which a token is good for one request only.*\[UNAUTHENTICATED\]/,
      );
    });

    it('beside a password', async () => {
      scenario = await GitlabScenario.start(gitlabRunning(withIdToken()), {}, (testEnv) =>
        registerGitlab(testEnv),
      );
      await scenario.reaches('change:open', 'failed');
      expect(scenario.job('change:open').trace).toMatch(
        /CHANGE_GATE_ID_TOKEN_AUDIENCE belongs to another way to sign in.*\[INVALID_INPUT\]/,
      );
    });

    async function isRefused(words: string): Promise<void> {
      await scenario.reaches('change:open', 'failed');
      const { trace } = scenario.job('change:open');
      expect(trace).toContain(`issued by "${scenario.server.url}" ${words}`);
      expect(trace).toContain('[UNAUTHENTICATED]');
      expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
    }
  });

  describe('with secrets of a Vault', () => {
    const ofTheComponent = documentedPipeline(PIPELINES.vault);
    const [, ownSecrets = ''] = documentedPipelines(PIPELINES.vault);
    const NO_SECRET = { password: undefined, 'callback-token': undefined };
    const { password } = USERS.integration;
    const SECRETS = { 'kv/servicenow': { password, 'callback-token': gitlab.callbackToken } };
    let vault: Vault;
    afterEach(() => vault.close());

    async function start(yaml: string, secrets: VaultSecrets, project: Project = {}): Promise<void> {
      const { inputs = NO_SECRET, path = PROJECT, prepare, ...push } = project;
      let issuer = '';
      const boundClaims = { project_path: PROJECT };
      const role = { name: 'gate', issuer: () => issuer, boundAudience: 'change-gate', boundClaims };
      vault = await startVault(role, secrets);
      const variables = `\nvariables: {VAULT_SERVER_URL: "${vault.url}", VAULT_AUTH_ROLE: gate}\n`;
      const ci = gitlabRunning(yaml + variables, push, { project: { path } });
      scenario = await GitlabScenario.start(ci, inputs, (testEnv) => {
        issuer = testEnv.sandbox.gitlab.url;
        prepare?.(testEnv);
      });
    }

    async function passes(...secrets: readonly string[]): Promise<void> {
      await scenario.reaches('change:gate', 'manual');
      await scenario.approve();
      await scenario.build.ended;
      expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
      expect(scenario.testEnv.change()).toMatchObject({ close_code: 'successful' });
      for (const secret of secrets) expect(scenario.build.output()).not.toContain(secret);
    }

    it('that the component reads', async () => {
      await start(ofTheComponent, SECRETS);
      await passes(password, gitlab.callbackToken);
    });

    it('that the pipeline gives to all jobs of the component, as files', async () => {
      const secrets: Record<string, Record<string, string>> = {};
      const inputs: Record<string, string | undefined> = { ...NO_PASSWORD };
      await start(`${MINIMAL}\n${ownSecrets}`, secrets, {
        inputs,
        ofTypeFile: ['CHANGE_GATE_CALLBACK_TOKEN'],
        prepare({ sandbox: { serviceNow } }) {
          serviceNow.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
          const user = USERS.integration.userName;
          const { clientId, clientSecret } = serviceNow.credentials.registerApplication({ name: 'CI', user });
          inputs['client-id'] = clientId;
          secrets['kv/servicenow'] = { 'client-secret': `${clientSecret}\n` };
        },
      });
      await passes(secrets['kv/servicenow']?.['client-secret']?.trim() ?? '', gitlab.callbackToken);
    });

    it.each([
      [
        'for another audience',
        { yaml: ofTheComponent.replace('sign-in: vault', '$&\n      id-token-audience: servicenow') },
        'audience claim does not match any bound audience',
      ],
      [
        'to a pipeline of another project',
        { path: 'globex/other' },
        'claim \\"project_path\\" does not match',
      ],
      ['that are not there', { secrets: { 'kv/other': {} } }, 'api error: status code 404'],
    ])(
      'which gives none %s',
      async (_what, { yaml = ofTheComponent, secrets = SECRETS, path }: Refused, words) => {
        await start(yaml, secrets, path === undefined ? {} : { path });
        await scenario.reaches('change:open', 'failed');
        expect(scenario.job('change:open').trace).toContain(
          'ERROR: Job failed: resolving secrets: api error',
        );
        expect(scenario.job('change:open').trace).toContain(words);
        expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
      },
    );
  });
});

interface Project extends Pick<GitlabRunOptions, 'ofTypeFile'> {
  readonly inputs?: GateInputs;
  readonly path?: string;
  readonly prepare?: (testEnv: TestEnvironment) => void;
}

interface Refused {
  readonly yaml?: string;
  readonly secrets?: VaultSecrets;
  readonly path?: string;
}
