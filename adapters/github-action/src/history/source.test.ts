import { describe, expect, it } from 'vitest';
import { sourceOf } from './source.ts';

const SHA = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';
const ENV = {
  GITHUB_API_URL: 'https://github.acme.example/api/v3',
  GITHUB_SERVER_URL: 'https://github.acme.example',
  GITHUB_REPOSITORY: 'globex/shop',
  GITHUB_WORKFLOW_REF: 'globex/shop/.github/workflows/deploy.yml@refs/heads/main',
  GITHUB_RUN_ID: '4242',
  GITHUB_RUN_NUMBER: '17',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: SHA,
  GITHUB_REF_NAME: 'main',
  GITHUB_WORKSPACE: '/github/workspace',
  GITHUB_ACTOR: 'dev',
  GITHUB_TRIGGERING_ACTOR: 'petra',
};

describe('sourceOf', () => {
  it('tells what the run deploys, and its place among the runs of its workflow', () => {
    const pipeline = 'github.acme.example/globex/shop/.github/workflows/deploy.yml';
    expect(sourceOf(ENV, {}, SHA)).toEqual({
      pipeline,
      sequence: { counter: pipeline, number: 17 },
      repository: 'https://github.acme.example/globex/shop',
      commit: SHA,
      ref: 'main',
      people: [
        { role: 'trigger', name: '', login: 'dev', email: '' },
        { role: 'trigger', name: '', login: 'petra', email: '' },
      ],
      workspace: '/github/workspace',
    });
  });

  it('is the same for a branch, a tag and another attempt', () => {
    const others = { GITHUB_WORKFLOW_REF: ENV.GITHUB_WORKFLOW_REF.replace('heads/main', 'tags/v1@2') };
    const other = sourceOf({ ...ENV, ...others, GITHUB_RUN_ATTEMPT: '3' }, {}, SHA);
    expect(other).toMatchObject({
      pipeline: sourceOf(ENV, {}, SHA)?.pipeline,
      sequence: sourceOf(ENV, {}, SHA)?.sequence,
    });
  });

  it('tells of another commit no branch', () => {
    expect(sourceOf(ENV, {}, '1'.repeat(40))).toMatchObject({ commit: '1'.repeat(40), ref: '' });
  });

  it('names nobody where bots have started it, and each once', () => {
    const started = (actor: string, again: string) =>
      sourceOf({ ...ENV, GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: again }, {}, SHA)?.people.map(
        ({ login }) => login,
      );
    expect(started('renovate[bot]', 'github-actions[bot]')).toEqual([]);
    expect(started('dev', 'dev')).toEqual(['dev']);
    expect(started('renovate[bot]', 'dev')).toEqual(['dev']);
  });

  it('asks the API where the step has a token', () => {
    expect(sourceOf(ENV, { 'github-token': 't' }, SHA)?.history).toBeTypeOf('function');
  });

  it.each([{ GITHUB_RUN_NUMBER: undefined }, { GITHUB_RUN_NUMBER: 'x' }, { GITHUB_WORKFLOW_REF: '' }])(
    'is unknown where the runner does not tell: %j',
    (missing) => {
      expect(sourceOf({ ...ENV, ...missing }, {}, SHA)).toBeUndefined();
    },
  );
});
