import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { request } from '../fixtures/request.ts';
import type { Pipeline } from '../pipeline.ts';
import { GitlabServer, missingForGitlab } from '../server.ts';

const BOT = { 'PRIVATE-TOKEN': 'glpat-bot' };
const GATED = `
gate: {when: manual, allow_failure: false, script: ['echo "$COLOUR of $CI_PIPELINE_SOURCE by $GITLAB_USER_LOGIN"']}
`;

describe.skipIf(missingForGitlab().length > 0)('a pipeline over the API', () => {
  let gitlab: GitlabServer;
  beforeAll(async () => {
    gitlab = await GitlabServer.start({
      clock: new SandboxClock(),
      images: {},
      project: { variablesOverrideRole: 'maintainer' },
      tokens: [
        { token: 'glpat-bot', user: 'bot', role: 'maintainer', scopes: ['api'] },
        { token: 'glpat-dev', user: 'dev', role: 'developer', scopes: ['api'] },
        { token: 'glpat-guest', user: 'guest', role: 'reporter', scopes: ['api'] },
      ],
    });
    gitlab.commit(GATED, { variables: { COLOUR: 'red' } });
    gitlab.commit(GATED, { branch: 'feature' });
    gitlab.commit('build: {rules: [{if: $CI_PIPELINE_SOURCE == "push"}], script: [date]}', {
      branch: 'pushed',
    });
    gitlab.commit('build: {script: [date], services: [postgres]}', { branch: 'refused' });
  });
  afterAll(() => gitlab.close());

  const call = (method: string, path: string, body?: unknown, token: Record<string, string> = BOT) =>
    request(gitlab.url, method, `/projects/1217${path}`, token, body);
  const create = (body: object, token?: Record<string, string>) => call('POST', '/pipeline', body, token);
  const base = (message: string) => ({
    status: 400,
    body: { message: { base: [expect.stringContaining(message)] } },
  });

  it('is made of what stands on the branch, with the variables that are given, and its jobs have logs', async () => {
    const variables = [{ key: 'COLOUR', value: 'blue' }];
    const { status, body } = await create({ ref: 'main', variables });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ref: 'main', source: 'api' });
    const pipeline = gitlab.pipeline(body.id) as Pipeline;
    await pipeline.paused;
    const gate = pipeline.job('gate')?.id;
    expect((await call('GET', `/jobs/${gate}/trace`)).body).toBe('');
    await call('POST', `/jobs/${gate}/play`);
    await pipeline.finished;
    expect((await call('GET', `/jobs/${gate}/trace`)).body).toContain('blue of api by bot');
    expect((await call('GET', '/jobs/1/trace')).status).toBe(404);
  });

  it('can be found by where it comes from, and by how it is', async () => {
    const ids = async (query: string) =>
      (await call('GET', `/pipelines?${query}`)).body.map(({ id }: Pipeline) => id);
    const { body } = await create({ ref: 'feature' }, { 'PRIVATE-TOKEN': 'glpat-dev' });
    await gitlab.pipeline(body.id)?.paused;
    expect(await ids('source=api&status=manual&ref=feature&username=dev&per_page=100')).toEqual([body.id]);
    expect(await ids(`sha=${body.sha}&source=push`)).toEqual([]);
    expect((await call('GET', '/pipelines?scope=tags')).status).toBe(501);
  });

  it('is not made where GitLab would have no jobs for it, and leaves nothing', async () => {
    const before = gitlab.pipelines.length;
    expect(await create({ ref: 'none' })).toMatchObject(base('Reference not found'));
    expect(await create({ ref: 'pushed' })).toMatchObject(base('prevented any jobs from being added'));
    expect(await create({ ref: 'refused' })).toMatchObject(base('`services`'));
    expect(gitlab.pipelines).toHaveLength(before);
  });

  it('is for who may, and nobody else', async () => {
    const dev = { 'PRIVATE-TOKEN': 'glpat-dev' };
    expect(await create({ ref: 'main' }, dev)).toMatchObject(base("run a pipeline on 'main'"));
    const variables = [{ key: 'COLOUR', value: 'blue' }];
    expect(await create({ ref: 'feature', variables }, dev)).toMatchObject(base('to set pipeline variables'));
    expect((await create({ ref: 'feature' }, { 'PRIVATE-TOKEN': 'glpat-guest' })).status).toBe(403);
    expect((await create({ ref: 'feature' }, { 'PRIVATE-TOKEN': 'none' })).status).toBe(401);
  });

  it('takes inputs that its file has, and no others', async () => {
    const main = `spec:
  inputs:
    text: {default: none}
    size: {type: number, default: 1}
---
include: {local: other.yml, inputs: {size: 7}}
print: {script: ["echo '$[[ inputs.text ]] $[[ inputs.size ]]'"]}
`;
    const other = `spec:
  inputs:
    text: {default: own}
    size: {type: number}
---
other: {script: ["echo '$[[ inputs.text ]] $[[ inputs.size ]]'"]}
`;
    gitlab.commit(main, { branch: 'inputs', files: { 'other.yml': other } });
    const printed = async (inputs: object) => {
      const { body } = await create({ ref: 'inputs', inputs });
      const pipeline = gitlab.pipeline(body.id) as Pipeline;
      await pipeline.finished;
      return pipeline.log;
    };
    const text = '{"a": "b, c"}';
    const log = await printed({ text, size: 3 });
    expect(log).toContain(`print | ${text} 3`);
    expect(log).toContain('other | own 7');
    expect(await printed({})).toContain('print | none 1');
    const unknown = { text, none: 4 };
    expect(await create({ ref: 'inputs', inputs: unknown })).toMatchObject(
      base('unknown input arguments: none'),
    );
    expect(await create({ ref: 'inputs', inputs: { size: 'x' } })).toMatchObject(base('not a number'));
  });

  it('can be looked into before: who may give it variables', async () => {
    expect((await call('GET', '')).body).toMatchObject({
      path_with_namespace: 'globex/webshop',
      default_branch: 'main',
      ci_pipeline_variables_minimum_override_role: 'maintainer',
    });
    expect((await request(gitlab.url, 'GET', '/projects/globex%2Fnone', BOT)).status).toBe(404);
  });

  it.each([
    [{}, 400, { error: 'ref is missing' }],
    [{ ref: 'main', variables: 'COLOUR' }, 400, { error: 'variables is invalid' }],
    [{ ref: 'main', inputs: 'a' }, 400, { error: 'inputs is invalid' }],
    [
      { ref: 'main', variables: [{ key: 'KEY', value: 'x', variable_type: 'file' }] },
      501,
      { message: expect.stringMatching(/^variable_type file is not implemented/) },
    ],
  ])('is refused for %j', async (given, status, body) => {
    expect(await create(given)).toMatchObject({ status, body });
  });
});
