/** The script of examples/github-reusable that gives repositories their environment, run against the sandbox's GitHub. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type SandboxOptions, startSandbox } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { appWith } from '../gate/github-app.ts';

const SCRIPT = fileURLToPath(
  new URL('../../examples/github-reusable/platform/environments.mjs', import.meta.url),
);

const ADMIN = 'ghp_admin';

type Github = NonNullable<SandboxOptions['github']>;

const github: Github = {
  users: ['admin', 'developer'],
  tokens: [
    { kind: 'classic', token: ADMIN, user: 'admin', scopes: ['repo'] },
    { kind: 'classic', token: 'ghp_developer', user: 'developer', scopes: ['repo'] },
  ],
  apps: [
    {
      ...appWith({ actions: 'write', deployments: 'write' }),
      installations: [
        { id: 99, repositories: ['globex/shop', 'globex/pay'], permissions: { deployments: 'write' } },
      ],
    },
  ],
  repositories: ['shop', 'pay', 'elsewhere'].map((name) => ({
    owner: 'globex',
    name,
    collaborators: { admin: 'admin', developer: 'write' },
    environments: name === 'pay' ? [{ name: 'prod/eu', reviewers: ['developer'] }] : [],
  })),
};

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
afterEach(() => sandbox.close());

async function run(token: string, ...repositories: string[]) {
  const env = { PATH: process.env.PATH, GH_TOKEN: token, GITHUB_API_URL: sandbox.github.apiUrl };
  return new Promise<{ code: number; said: string }>((resolve) => {
    const args = [SCRIPT, 'prod/eu', 'change-gate', ...repositories];
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}

const show = async (repository: string, path = '') => {
  const environment = `${sandbox.github.apiUrl}/repos/${repository}/environments/prod%2Feu${path}`;
  const response = await fetch(environment, {
    headers: { authorization: `Bearer ${ADMIN}`, 'user-agent': 'test' },
  });
  return response.json();
};

describe('environments.mjs', () => {
  it('creates what is not there, leaves what is, and enables the rule once', async () => {
    sandbox = await startSandbox({ github });
    const first = await run(ADMIN, 'globex/shop', 'globex/pay');
    expect(first).toEqual({
      code: 0,
      said: 'globex/shop: prod/eu waits for change-gate from now on.\nglobex/pay: prod/eu waits for change-gate from now on.\n',
    });
    const second = await run(ADMIN, 'globex/shop', 'globex/pay');
    expect(second.said).toBe(
      'globex/shop: prod/eu waits for change-gate.\nglobex/pay: prod/eu waits for change-gate.\n',
    );
    for (const repository of ['globex/shop', 'globex/pay']) {
      expect(await show(repository, '/deployment_protection_rules')).toMatchObject({
        total_count: 1,
        custom_deployment_protection_rules: [{ enabled: true, app: { slug: 'change-gate' } }],
      });
    }
    expect(await show('globex/pay')).toMatchObject({ protection_rules: [{ type: 'required_reviewers' }] });
  });

  it('says where it could not, and does the others all the same', async () => {
    sandbox = await startSandbox({ github });
    const { code, said } = await run(ADMIN, 'globex/elsewhere', 'globex/none', 'globex/shop');
    expect(code).toBe(1);
    expect(said).toMatch(
      /globex\/elsewhere: prod\/eu is not protected: .*\(none\), none is change-gate\. Install it/,
    );
    expect(said).toMatch(/globex\/none: GitHub answered 404 to PUT/);
    expect(said).toContain('globex/shop: prod/eu waits for change-gate from now on.');
  });

  it('changes nothing for who does not administer the repository', async () => {
    sandbox = await startSandbox({ github });
    const { code, said } = await run('ghp_developer', 'globex/shop');
    expect(code).toBe(1);
    expect(said).toMatch(/GitHub answered 403 to PUT .*admin rights/);
    expect(await show('globex/shop')).toMatchObject({ message: 'Not Found' });
  });
});
