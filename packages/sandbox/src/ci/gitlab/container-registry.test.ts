/** Who may include a component, and whose jobs may pull the images of its project. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import type { ComponentAccess } from './component-access.ts';
import type { Pipeline } from './pipeline.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const PROJECT = 'globex/webshop';
const PIPELINE =
  'include: [{component: $CI_SERVER_FQDN/globex/Tools/tell@1.0.0}]\nown: {image: "$CI_REGISTRY_IMAGE/tools:1", script: tell}';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'component-'));
  await mkdir(join(folder, 'templates'));
  const tell = 'spec: {inputs: {}}\n---\ntell: {image: "$CI_REGISTRY/globex/tools/tell:1", script: tell}\n';
  await writeFile(join(folder, 'templates/tell.yml'), tell);
});
afterAll(() => rm(folder, { recursive: true }));

let gitlab: GitlabServer;
afterEach(() => gitlab.close());

async function start(access: ComponentAccess): Promise<void> {
  const tell = { tell: ['echo', 'pulled'] };
  gitlab = await GitlabServer.start({
    clock: new SandboxClock(),
    tokens: [{ token: 'glpat-bot', user: 'change-bot', role: 'maintainer', scopes: ['api'] }],
    images: { '$CI_REGISTRY/globex/tools/tell': tell, '$CI_REGISTRY_IMAGE/tools': tell },
    components: [{ path: 'globex/Tools', folder, version: '1.0.0', ...access }],
    project: { path: PROJECT },
  });
}

/** What the registry lets the bot's token do. */
async function bot(repository: string): Promise<unknown> {
  const authorization = `Basic ${btoa('change-bot:glpat-bot')}`;
  const url = `${gitlab.url}/jwt/auth?service=container_registry&scope=repository:${repository}:pull`;
  const answer = (await (await fetch(url, { headers: { authorization } })).json()) as { token: string };
  const [, claims = ''] = answer.token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()).access;
}

async function pushedBy(user: string): Promise<Pipeline> {
  const pipeline = gitlab.run(PIPELINE, { user });
  await pipeline.finished;
  return pipeline;
}

const PRIVATE = { visibility: 'private', jobTokenAllowlist: [PROJECT] } as const;
const pull = (name: string) => [{ type: 'repository', name, actions: ['pull'] }];

describe.skipIf(missingForGitlab().length > 0)('the project of a component', () => {
  it.each([
    ['that is public', {}, 'change-bot'],
    ['that is internal', { visibility: 'internal' }, 'change-bot'],
    ['that is private, to its members', { ...PRIVATE, members: { 'change-bot': 'reporter' } }, 'change-bot'],
  ] as const)('%s shows its components and its images', async (_what, access, user) => {
    await start(access);
    const pipeline = await pushedBy(user);
    expect(pipeline.job('tell')?.trace).toContain('pulled');
    expect(pipeline.job('own')?.trace).toContain('pulled');
    expect(await bot('globex/tools/tell')).toEqual(pull('globex/tools/tell'));
  });

  it.each([
    ['no member', {}],
    ['a guest', { 'change-bot': 'guest' }],
  ] as const)('that is private shows nothing to %s', async (_who, members) => {
    await start({ ...PRIVATE, members });
    const pipeline = await pushedBy('change-bot');
    expect(pipeline.configError).toContain('has no component project globex/Tools ');
    expect(await bot('globex/tools/tell')).toEqual([]);
    expect(await bot(`${PROJECT}/tools`)).toEqual(pull(`${PROJECT}/tools`));
    expect(await bot('globex/tools-of-another')).toEqual([]);
  });

  it('that is not there is named where a pipeline takes its newest version, too', async () => {
    await start({});
    const pipeline = gitlab.run(PIPELINE.replace('Tools/tell@1.0.0', 'nowhere/tell@1'));
    await pipeline.finished;
    expect(pipeline.configError).toContain('has no component project globex/nowhere that');
  });

  it('that is private shows its images to no job of a project that its allowlist lacks', async () => {
    await start({ visibility: 'private', members: { 'change-bot': 'owner' } });
    const pipeline = await pushedBy('change-bot');
    expect(pipeline.job('tell')?.trace).toMatch(
      /failed to pull image .* pull access denied for registry\.\S+\/globex\/tools\/tell, /,
    );
    expect(pipeline.job('own')?.trace).toContain('pulled');
    expect(await bot('globex/tools/tell')).toEqual(pull('globex/tools/tell'));
  });

  it('tells nothing to a token that is none', async () => {
    await start({});
    for (const headers of [{}, { authorization: `Basic ${btoa('change-bot:glpat-none')}` }])
      expect((await fetch(`${gitlab.url}/jwt/auth`, { headers })).status).toBe(401);
  });
});
