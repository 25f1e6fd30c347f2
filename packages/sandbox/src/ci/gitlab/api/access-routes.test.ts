import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { request } from '../fixtures/request.ts';
import { GitlabServer, missingForGitlab } from '../server.ts';

const MAINTAINER = 'glpat-bot';
const DEVELOPER = 'glpat-dev';

describe.skipIf(missingForGitlab().length > 0)('what a token is told of itself', () => {
  let gitlab: GitlabServer;
  beforeAll(async () => {
    gitlab = await GitlabServer.start({
      clock: new SandboxClock(),
      images: {},
      project: {
        protectedBranches: [{ name: 'main', allowedToMerge: 'maintainer', users: ['dev'] }],
        protectedTags: [{ name: 'v*', allowedToCreate: 'maintainer' }],
        protectedEnvironments: [{ name: 'prod/eu', deployers: ['bot'], approvers: ['dev'] }],
      },
      tokens: [
        { token: MAINTAINER, user: 'bot', role: 'maintainer', scopes: ['api'] },
        {
          token: DEVELOPER,
          user: 'dev',
          role: 'developer',
          scopes: ['read_api'],
          expiresAt: new Date(Date.UTC(2099, 0, 2)),
        },
      ],
    });
    for (const options of [{}, { branch: 'feature/x' }, { tag: 'v1' }, { tag: 'beta' }])
      gitlab.commit('build: {script: [date], when: manual}', options);
  });
  afterAll(() => gitlab.close());

  const get = async (path: string, token = MAINTAINER) => {
    const { status, body } = await request(gitlab.url, 'GET', path, { 'PRIVATE-TOKEN': token });
    return { status, body };
  };
  const project = (path: string, token?: string) => get(`/projects/1217${path}`, token);

  it('is its scopes, its user, the day of its end, and its role', async () => {
    const self = (await get('/personal_access_tokens/self', DEVELOPER)).body;
    expect(self).toMatchObject({ scopes: ['read_api'], expires_at: '2099-01-02', active: true });
    expect((await get('/user', DEVELOPER)).body).toEqual({ id: self.user_id, username: 'dev' });
    expect((await project(`/members/all/${self.user_id}`, DEVELOPER)).body).toMatchObject({
      access_level: 30,
    });
    const bot = (await get('/personal_access_tokens/self')).body;
    expect(bot.expires_at).toBeNull();
    expect((await project(`/members/all/${bot.user_id}`)).body).toMatchObject({ access_level: 40 });
    expect((await project(`/members/all/${bot.user_id}`, DEVELOPER)).status).toBe(404);
    expect((await get('/user', 'glpat-none')).status).toBe(401);
  });

  it.each<[string, string, object]>([
    [
      '/repository/branches/main',
      MAINTAINER,
      { protected: true, can_push: true, developers_can_merge: false },
    ],
    ['/repository/branches/main', DEVELOPER, { protected: true, can_push: false }],
    ['/repository/branches/feature%2Fx', DEVELOPER, { protected: false, can_push: true }],
    ['/repository/tags/v1', DEVELOPER, { protected: true }],
    ['/repository/tags/beta', DEVELOPER, { protected: false }],
  ])('is whether it may push: %s of %s', async (path, token, body) => {
    expect(await project(path, token)).toMatchObject({ status: 200, body });
  });

  it.each(['/repository/branches/v1', '/repository/tags/main', '/protected_branches/v*'])(
    'is nothing of %s',
    async (path) => {
      expect((await project(path)).status).toBe(404);
    },
  );

  it('is who may merge, deploy and approve, for maintainers', async () => {
    const id = (await get('/user', DEVELOPER)).body.id;
    expect((await project('/protected_branches/main')).body.merge_access_levels).toMatchObject([
      { access_level: 40, user_id: null },
      { access_level: null, user_id: id },
    ]);
    const environment = (await project('/protected_environments/prod%2Feu')).body;
    expect(environment).toMatchObject({ name: 'prod/eu', approval_rules: [{ user_id: id }] });
    for (const path of ['/protected_branches/main', '/protected_environments/prod%2Feu'])
      expect((await project(path, DEVELOPER)).status).toBe(403);
    expect((await project('/protected_environments/qa')).status).toBe(404);
  });
});
