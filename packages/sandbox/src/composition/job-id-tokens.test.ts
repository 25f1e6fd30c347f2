/** A job of each CI that has ID tokens signs in at the instance with its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { missingForGitlab } from '../ci/gitlab/server.ts';
import { USERS } from '../servicenow/index.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    github: {
      users: ['dev'],
      repositories: [
        { owner: 'globex', name: 'webshop', collaborators: {} },
        { owner: 'globex', name: 'renewed', immutableSubject: true, collaborators: {} },
      ],
    },
    gitlab: { tokens: [], images: {} },
  });
  const { database } = sandbox.serviceNow;
  register('github', `${sandbox.github.url}/_oidc`, 'repository');
  register('gitlab', sandbox.gitlab.url, 'project_path');
  const admin = USERS.admin.userName;
  database.insert('sys_user', { user_name: 'globex/webshop', active: 'true' }, admin);
});
afterAll(() => sandbox.close());

function register(client: string, issuer: string, claim: string): void {
  const { database } = sandbox.serviceNow;
  const url = `${issuer}/.well-known/openid-configuration`;
  const provider = database.insert(
    'oidc_provider_configuration',
    { oidc_url: url, user_claim: claim, user_field: 'user_name' },
    'admin',
  );
  const values = { client_id: client, oidc_provider_configuration: provider.sys_id ?? '' };
  database.insert('oauth_oidc_entity', values, 'admin');
}

/** Shell that says as whom the instance knows the token in `$TOKEN`. */
function whoAmI(): string {
  const query = 'sysparm_query=sys_id=javascript:gs.getUserID()&sysparm_fields=user_name';
  return `curl -s -H "Authorization: Bearer $TOKEN" '${sandbox.serviceNow.url}/api/now/table/sys_user?${query}'`;
}

const KNOWN = '{"result":[{"user_name":"globex/webshop"}]}';
const UNKNOWN = '"message":"User Not Authenticated"';

it.each([
  ['the audience of its registry record', 'github', KNOWN],
  ['another audience', 'vault', UNKNOWN],
])('of GitHub, for %s', async (_, audience, answer) => {
  const ask = `curl -s -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=${audience}"`;
  const run = `TOKEN=$(${ask} | sed 's/.*"value":"//; s/".*//')\n${whoAmI()}`;
  const job = { 'runs-on': 'ubuntu-latest', permissions: { 'id-token': 'write' }, steps: [{ run }] };
  const repository = 'globex/webshop';
  sandbox.github.writeWorkflow('deploy.yml', stringify({ on: { push: {} }, jobs: { job } }), repository);
  const pushed = sandbox.github.push({ repository });
  expect(await pushed.finished).toBe('success');
  expect(pushed.log).toContain(answer);
});

it.each([
  ['renewed', /^repo:globex@\d+\/renewed@\d+:ref:refs\/heads\/main$/],
  ['webshop', /^repo:globex\/webshop:ref:refs\/heads\/main$/],
])('of GitHub, whose claims tell the job and its repository by id: %s', async (name, subject) => {
  const repository = `globex/${name}`;
  const ask = `curl -s -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL"`;
  const print = `${ask} | sed 's/.*"value":"[^.]*[.]//; s/[.].*/=/' | tr -- '-_' '+/' | base64 -di`;
  const job = { 'runs-on': 'ubuntu-latest', permissions: { 'id-token': 'write' }, steps: [{ run: print }] };
  const workflow = stringify({ on: { push: {} }, jobs: { job } });
  sandbox.github.writeWorkflow('claims.yml', workflow, repository);
  sandbox.github.writeWorkflow('deploy.yml', 'on: workflow_dispatch', repository);
  const pushed = sandbox.github.push({ repository });
  await pushed.finished;
  const claims = JSON.parse(/\{.*"jti".*\}/.exec(pushed.log)?.[0] ?? '{}');
  expect(claims).toMatchObject({
    iss: `${sandbox.github.url}/_oidc`,
    aud: `${sandbox.github.url}/globex`,
    sub: expect.stringMatching(subject),
    repository,
    repository_id: expect.stringMatching(/^\d+$/),
    repository_owner_id: expect.stringMatching(/^\d+$/),
    workflow_ref: `${repository}/.github/workflows/claims.yml@refs/heads/main`,
    check_run_id: String(pushed.jobs[0]?.id),
  });
});

it.skipIf(missingForGitlab().length > 0)(
  'of GitLab, for each of its audiences; the log masks them',
  async () => {
    const script = ['echo "token $TOKEN"', whoAmI()];
    const tokenFor = (aud: unknown) => ({ id_tokens: { TOKEN: { aud } }, script });
    const pipeline = sandbox.gitlab.run(
      stringify({
        variables: { AUDIENCE: 'gitlab' },
        named: tokenFor('gitlab'),
        filled: tokenFor('$AUDIENCE'),
        several: tokenFor(['vault', 'gitlab']),
        other: tokenFor('vault'),
      }),
    );
    expect(await pipeline.finished).toBe('success');
    for (const job of ['named', 'filled', 'several']) {
      expect(pipeline.job(job)?.trace).toContain(KNOWN);
      expect(pipeline.job(job)?.trace).toContain('token [MASKED]');
    }
    expect(pipeline.job('other')?.trace).toContain(UNKNOWN);
  },
);
