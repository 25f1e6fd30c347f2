import type { Environment } from '@change-gate/core';
import { expect, it } from 'vitest';
import { warnOfImage } from './image-of-gate.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

const DIGEST = `@sha256:${'c0ffee00'.repeat(8)}`;
const ENV = {
  CI_REGISTRY: 'registry.example.com:5050',
  CI_JOB_IMAGE: `registry.example.com:5050/Tools/gate:1.2.3${DIGEST}`,
};

const pulls = (access: unknown) => ({ token: `e30.${btoa(JSON.stringify({ access }))}.e30` });

interface Given {
  readonly env?: Environment;
  readonly token?: string | undefined;
  readonly user?: unknown;
  readonly auth?: unknown;
  readonly status?: number;
}

let asked: string[] = [];

/** What a GitLab says to the token's user, who may pull nothing; unless `given` says otherwise. */
async function warned(given: Given): Promise<readonly string[]> {
  asked = [];
  const { env = {}, user = { username: 'bot' }, auth = pulls([]), status = 200 } = given;
  const http: AskedPipeline['http'] = async ({ url, headers = {} }) => {
    asked.push(`${url} ${headers.authorization ?? headers['private-token']}`);
    const body = JSON.stringify(url.endsWith('/user') ? user : auth);
    return { status: url.endsWith('/user') ? 200 : status, headers: {}, body };
  };
  const token = 'token' in given ? given.token : 'glpat-x';
  return warnOfImage(
    'change',
    { ...ENV, ...env },
    {
      ...{ server: 'https://gitlab.example.com/tools/api/v4', project: '1217', pipeline: '2' },
      ...{ jobToken: 'glcbt-x', callbackToken: token, http },
    },
  );
}

it.each([
  ['as the runner fills it in', ENV.CI_JOB_IMAGE],
  ['as the template writes it', `$CI_REGISTRY/Tools/gate:1.2.3${DIGEST}`],
  ['without tag and digest', '${CI_REGISTRY}/Tools/gate'],
])('warns where the token has no right to the image, %s', async (_how, CI_JOB_IMAGE) => {
  expect(await warned({ env: { CI_JOB_IMAGE } })).toEqual([
    expect.stringMatching(
      /^Job change:gate runs as bot once .* does not let that user pull registry\.example\.com:5050\/Tools\/gate\. /,
    ),
  ]);
  expect(asked).toEqual([
    'https://gitlab.example.com/tools/api/v4/user glpat-x',
    `https://gitlab.example.com/tools/jwt/auth?service=container_registry&scope=repository%3ATools%2Fgate%3Apull Basic ${btoa('bot:glpat-x')}`,
  ]);
});

it.each<[string, Given]>([
  ['may pull', { auth: pulls([{ type: 'repository', name: 'Tools/gate', actions: ['pull'] }]) }],
  ['is told nothing of access', { auth: pulls(undefined) }],
  ['is told what is no token', { auth: {} }],
  ['gets a page', { auth: '<html>' }],
  ['is refused', { status: 401 }],
])('claims nothing where the user %s', async (_what, given) => {
  expect(await warned(given)).toEqual([]);
  expect(asked).toHaveLength(2);
});

it.each<[string, Given, number]>([
  ['there is no token', { token: undefined }, 0],
  ['the image is of another registry', { env: { CI_JOB_IMAGE: 'node:24-slim' } }, 0],
  ['the registry is only named alike', { env: { CI_JOB_IMAGE: 'registry.example.com:50501/a' } }, 0],
  ['there is no registry', { env: { CI_REGISTRY: '' } }, 0],
  ['the job has no image', { env: { CI_JOB_IMAGE: undefined } }, 0],
  ['the runner has a login of its own', { env: { DOCKER_AUTH_CONFIG: '{"auths":{}}' } }, 0],
  ['GitLab does not know the token', { user: { message: '401 Unauthorized' } }, 1],
])('asks the registry nothing where %s', async (_what, given, requests) => {
  expect(await warned(given)).toEqual([]);
  expect(asked).toHaveLength(requests);
});
