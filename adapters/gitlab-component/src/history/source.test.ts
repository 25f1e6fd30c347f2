import { describe, expect, it } from 'vitest';
import { readContext } from '../context.ts';

const ENV = {
  CI_API_V4_URL: 'https://gitlab.example.com/tools/api/v4',
  CI_PROJECT_ID: '1217',
  CI_PROJECT_PATH: 'acme/app',
  CI_PROJECT_URL: 'https://gitlab.example.com/tools/acme/app',
  CI_PROJECT_DIR: '/builds/acme/app',
  CI_PIPELINE_ID: '1006',
  CI_PIPELINE_IID: '42',
  CI_PIPELINE_URL: 'https://gitlab.example.com/tools/acme/app/-/pipelines/1006',
  CI_COMMIT_SHA: '5c1f0c2f6a4b0a7d9a3d6a0f3b7f1c9d2e4a6b80',
  CI_COMMIT_REF_NAME: 'main',
  GITLAB_USER_LOGIN: 'ada',
  GITLAB_USER_NAME: 'Ada Lovelace',
  GITLAB_USER_EMAIL: 'ada@example.com',
};

const sourceIn = (env: Readonly<Record<string, string>>) => readContext({ ...ENV, ...env }, {}).source;

describe('what a pipeline deploys', () => {
  it('stands at its number among the pipelines of the project', () => {
    expect(sourceIn({})).toMatchObject({
      pipeline: 'gitlab.example.com/tools/acme/app',
      sequence: { counter: 'gitlab.example.com/tools/projects/1217', number: 42 },
      repository: ENV.CI_PROJECT_URL,
      commit: ENV.CI_COMMIT_SHA,
      ref: 'main',
      workspace: '/builds/acme/app',
    });
  });

  it('was started by a person, or by nobody', () => {
    expect(sourceIn({})?.people).toEqual([
      { role: 'trigger', name: 'Ada Lovelace', login: 'ada', email: 'ada@example.com' },
    ]);
    const bots = ['project_1217_bot_4ffca233d8298ea1', 'group_9_bot_a1', 'service_account_group_9_a1'];
    for (const login of bots) expect(sourceIn({ GITLAB_USER_LOGIN: login })?.people).toEqual([]);
  });

  it('is not told by a runner that gives a pipeline no number', () => {
    expect(sourceIn({ CI_PIPELINE_IID: '' })).toBeUndefined();
  });
});
