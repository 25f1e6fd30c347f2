import { expect, it } from 'vitest';
import { findConcurrencyTraps } from './concurrency-trap.ts';
import type { Gate } from './gate.ts';

const PATH = '/repos/globex/shop/contents/.github/workflows/deploy.yml?ref=c0ffee';

const gate = (way: Gate['way']): Gate => ({
  way,
  environment: 'Production',
  workflow: '',
  ref: '',
  eventType: '',
});

async function traps(yaml: string, way: Gate['way'] = 'environment', status = 200) {
  const asked: string[] = [];
  const found = await findConcurrencyTraps(gate(way), {
    workflow: 'globex/shop/.github/workflows/deploy.yml@refs/heads/main',
    sha: 'c0ffee',
    async read(path) {
      asked.push(path);
      const content = Buffer.from(yaml).toString('base64').replace(/.{60}/g, '$&\n');
      return { status, headers: {}, json: { encoding: 'base64', content } };
    },
  });
  return { found, asked };
}

const job = (more = '') =>
  `jobs: {ship: {environment: production, ${more}steps: []}, other: {concurrency: x}}`;

it.each([
  [`concurrency: deploy\n${job()}`, /^This workflow has .* group deploy .*later ones wait/],
  [`concurrency: {group: "deploy-\${{ github.ref }}"}\n${job()}`, /deploy-\$\{\{ github\.ref \}\} while/],
  [`concurrency: {group: deploy, cancel-in-progress: true}\n${job()}`, /the next one cancels it there/],
  [job('concurrency: {group: deploy, queue: max}, '), /^Job ship has the concurrency group deploy/],
  [job('concurrency: deploy, ').replace('production', '{name: PRODUCTION}'), /^Job ship/],
])('warns of %s', async (yaml, words) => {
  const { found, asked } = await traps(yaml, 'protection-rule');
  expect(found).toEqual([expect.stringMatching(words)]);
  expect(asked).toEqual([PATH]);
});

it.each([
  ['no group', job()],
  ['a group of another job', `${job()}\n# concurrency`],
  ['a group of this run alone', `concurrency: deploy-\${{ github.run_id }}\n${job()}`],
  ['a group of this commit alone', `concurrency: {group: "\${{ github.sha }}"}\n${job()}`],
  ['what it cannot read', 'concurrency: [deploy'],
  ['what is no workflow', 'concurrency'],
])('says nothing of %s', async (_what, yaml) => {
  expect((await traps(yaml)).found).toEqual([]);
});

it('says nothing where GitHub does not show the file', async () => {
  expect((await traps('concurrency: deploy', 'environment', 403)).found).toEqual([]);
});

it.each(['dispatch', 'wait'] as const)('asks nothing for a gate: %s, at which no run waits', async (way) => {
  expect(await traps('concurrency: deploy', way)).toEqual({ found: [], asked: [] });
});
