import { expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

const ANSWER = { status: 200, headers: {}, body: '' };
const YAML = 'stages: [a, b]\n"qa:gate": {stage: a}\n.b: {}\nc: {needs: [d, {job: e}]}\nf: {needs: g}';

type Given = Partial<AskedPipeline & { sha: string | undefined }>;

/** GitLab that answers with this configuration and lists these jobs; null where it shows no list. */
function gitlab(yaml: unknown, listed: readonly string[] | null = null): AskedPipeline['http'] {
  return async ({ url }) => {
    if (url.includes('/ci/lint')) return { ...ANSWER, body: JSON.stringify({ merged_yaml: yaml }) };
    const jobs = url.includes('/bridges') ? [] : (listed ?? []).map((name) => ({ name }));
    return { ...ANSWER, status: listed === null ? 403 : 200, body: JSON.stringify(jobs) };
  };
}

const read = (yaml: unknown, { sha = 'c0ffee', ...given }: Given = {}) =>
  readConfiguration('qa:gate', sha, {
    server: 'https://gitlab.example.com/api/v4',
    project: '1217',
    pipeline: '2',
    jobToken: undefined,
    callbackToken: 'glpat-x',
    http: gitlab(yaml),
    ...given,
  });

it('has the jobs, without templates', async () => {
  expect(await read(YAML)).toMatchObject({
    stages: ['a', 'b'],
    jobs: expect.arrayContaining([
      expect.objectContaining({ name: 'qa:gate', stage: 'a', needs: null }),
      expect.objectContaining({ name: 'c', stage: 'test', needs: ['d', 'e'] }),
      expect.objectContaining({ name: 'f', needs: ['g'] }),
    ]),
  });
  expect((await read(YAML)).jobs).not.toContainEqual(expect.objectContaining({ name: '.b' }));
});

it('has of the jobs those that the pipeline has, also where parallel makes several of one', async () => {
  const http = gitlab(YAML, ['qa:gate', 'c: [eu, prod]', 'f 1/2', 'cc']);
  const { jobs } = await read(YAML, { http });
  expect(jobs.map(({ name }) => name)).toEqual(['qa:gate', 'c', 'f']);
  const others = await read(YAML, { http: gitlab(YAML, ['qa:gate', 'c-review']) });
  expect(others.jobs.map(({ name }) => name)).toEqual(['qa:gate']);
});

it.each<[string, unknown, Given]>([
  ['there is no token', YAML, { callbackToken: undefined }],
  ['there is no commit', YAML, { sha: '' }],
  ['GitLab refuses', YAML, { http: async () => ({ ...ANSWER, status: 403 }) }],
  ['GitLab does not answer', YAML, { http: () => Promise.reject(new Error('gone')) }],
  ['the answer is a page', YAML, { http: async () => ({ ...ANSWER, body: '<html>' }) }],
  ['the answer has none', null, {}],
  ['it is no YAML', '{', {}],
  ['it is a list', '- a', {}],
  ['it is that of the parent, without the gate', 'build: {}\n".qa:gate": {}', {}],
])('is empty where %s', async (_where, yaml, given) => {
  expect(await read(yaml, given)).toMatchObject({ jobs: [], keywords: {} });
});
