import { describe, expect, it } from 'vitest';
import { approval } from './approval.ts';
import { readContext } from './context.ts';

const ENV = {
  CI_API_V4_URL: 'https://gitlab.example.com/tools/api/v4',
  CI_PROJECT_ID: '1217',
  CI_PROJECT_PATH: 'acme/app',
  CI_PIPELINE_ID: '1006',
  CI_PIPELINE_CREATED_AT: '2026-03-01T12:00:00Z',
  CI_JOB_NAME: 'change:open',
  CI_PIPELINE_URL: 'https://gitlab.example.com/tools/acme/app/-/pipelines/1006',
};

describe('readContext', () => {
  it('describes the pipeline', () => {
    const context = readContext(ENV, {});
    expect(context).toMatchObject({
      ci: 'gitlab',
      title: 'GitLab pipeline 1006 of acme/app',
      build: { id: '1006', url: ENV.CI_PIPELINE_URL },
      buildKey: 'gitlab.example.com/tools/1006',
      server: 'https://gitlab.example.com/tools/api/v4',
      began: '2026-03-01T12:00:00Z',
      place: 'job change:open',
    });
  });

  it('says how to run an operation again: the same pipeline', () => {
    const { againIsNewBuild, runAgain } = readContext(ENV, {});
    expect(againIsNewBuild).toBeUndefined();
    expect(runAgain?.('open')).toMatch(/^In GitLab, retry this job: its pipeline keeps its id/);
  });

  it('has a target that the approval API takes', () => {
    const plain = readContext(ENV, {}).target('prod');
    expect(plain).toEqual({
      project_id: '1217',
      pipeline_id: '1006',
      job: 'prod:gate',
      environment: '',
      on_denied: 'fail',
    });
    const full = readContext(ENV, {
      gate: 'deployment-approval',
      environment: 'production/change',
      'on-denied': 'cancel-pipeline',
    }).target('prod');
    for (const target of [plain, full]) {
      expect(Object.keys(target)).toEqual(Object.keys(approval.targetFields));
      for (const [field, pattern] of Object.entries(approval.targetFields)) {
        expect(target[field], field).toMatch(new RegExp(`^(?:${pattern})$`));
      }
    }
  });

  it('needs an environment for a deployment approval', () => {
    expect(() => readContext(ENV, { gate: 'deployment-approval' })).toThrowError(
      /CHANGE_GATE_ENVIRONMENT: is required/,
    );
  });

  it('says that it needs a GitLab job', () => {
    expect(() => readContext({}, {})).toThrowError(/CI_API_V4_URL is not set/);
    for (const name of ['CI_PROJECT_ID', 'CI_PIPELINE_ID', 'CI_PIPELINE_URL']) {
      expect(() => readContext({ ...ENV, [name]: '' }, {})).toThrowError(`${name} is not set`);
    }
  });
});
