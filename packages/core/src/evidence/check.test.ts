import { describe, expect, it } from 'vitest';
import { type Deployment, differenceOf } from './check.ts';

const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
const [SHA, OTHER] = ['a'.repeat(40), 'b'.repeat(40)];
const SHOP = 'https://github.com/acme/shop';
const NOTHING: Deployment = { repository: '', commit: '', artifacts: [] };

const compare = (approved: Partial<Deployment>, deployed: Partial<Deployment>) =>
  differenceOf({ ...NOTHING, ...approved }, { ...NOTHING, ...deployed });
const codes = (...sides: Parameters<typeof compare>) => compare(...sides).refusals.map(({ code }) => code);

describe('an artifact', () => {
  it.each([
    ['the digest alone', [`shop@${ONE}`], [ONE]],
    ['with its name', [`shop@${ONE}`, `cart@${TWO}`], [`cart@${TWO}`]],
    ['with another tag', [`registry:5000/shop:2.3.1@${ONE}`], [`registry:5000/shop:stable@${ONE}`]],
    ['some of those that were approved', [`shop@${ONE}`, `cart@${TWO}`], [TWO, ONE]],
    ['none, as the step does not say', [`shop@${ONE}`], []],
  ])('is the one that was approved: %s', (_what, approved, deployed) => {
    expect(compare({ artifacts: approved }, { artifacts: deployed })).toEqual({ refusals: [], warnings: [] });
  });

  it.each([
    [
      'another digest',
      [`shop@${ONE}`],
      [TWO],
      `was approved for shop@${ONE.slice(0, 19)}, and not for ${TWO.slice(0, 19)}`,
    ],
    ['another name', [`shop@${ONE}`], [`cart@${ONE}`], 'and not for cart@'],
    [
      'a registry at another port',
      [`registry:5000/shop@${ONE}`],
      [`registry:6000/shop@${ONE}`],
      'and not for',
    ],
    ['one among others', [`shop@${ONE}`], [ONE, TWO], `and not for ${TWO.slice(0, 19)}`],
    ['a change that names none', [], [ONE], 'names no artifact, and not for'],
    ['a digest that is cut off', [`shop@${ONE.slice(0, 40)}`], [ONE], 'and not for'],
  ])('is another: %s', (_what, approved, deployed, reason) => {
    expect(compare({ artifacts: approved }, { artifacts: deployed }).refusals).toEqual([
      { code: 'ARTIFACT_CHANGED', reason: expect.stringContaining(reason) },
    ]);
  });
});

describe('a commit', () => {
  it.each([
    ['the one that was approved', SHA, SHA.toUpperCase()],
    ['told by nobody', '', ''],
  ])('passes where it is %s', (_what, approved, deployed) => {
    expect(compare({ commit: approved }, { commit: deployed })).toEqual({ refusals: [], warnings: [] });
  });

  it.each([
    ['of the same repository', { repository: SHOP }, { repository: `${SHOP.toUpperCase()}.git` }],
    ['of a repository that the step does not tell', { repository: SHOP }, {}],
    ['of a repository that the change does not tell', {}, { repository: SHOP }],
  ])('is another %s', (_what, approved, deployed) => {
    expect(codes({ commit: SHA, ...approved }, { commit: OTHER, ...deployed })).toEqual([
      'COMMIT_NOT_APPROVED',
    ]);
  });

  it('is compared with nothing where the step does not know its own, and that is said', () => {
    expect(compare({ commit: SHA }, {})).toEqual({
      refusals: [],
      warnings: [`was approved for commit ${SHA}, and this step does not know which it is for`],
    });
  });

  it('is not compared with one that is cut off', () => {
    expect(codes({ commit: SHA }, { commit: SHA.slice(0, 12) })).toEqual(['COMMIT_NOT_APPROVED']);
  });

  it('is compared with nothing where the change tells none, or is of another repository, and that is said', () => {
    expect(compare({}, { commit: SHA })).toEqual({
      refusals: [],
      warnings: ['tells no commit, so the one of this step is compared with nothing'],
    });
    const other = compare({ commit: SHA, repository: SHOP }, { commit: OTHER, repository: `${SHOP}-deploy` });
    expect(other.refusals).toEqual([]);
    expect(other.warnings).toEqual([expect.stringContaining('their commits are not compared')]);
  });
});

it('tells both where artifact and commit are others', () => {
  const approved = { commit: SHA, artifacts: [`shop@${ONE}`] };
  expect(codes(approved, { commit: OTHER, artifacts: [TWO] })).toEqual([
    'ARTIFACT_CHANGED',
    'COMMIT_NOT_APPROVED',
  ]);
});
