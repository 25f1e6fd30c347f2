/**
 * Workflows as teams write them: after public ones of services, of infrastructure as code, of releases and of platform teams, in
 * words of our own. Each is one that GitHub's own linter accepts, runs in the sandbox with the shipped action, and ends as its author
 * expects.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from '@change-gate/sandbox';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Linter, loadLinter } from '../../adapters/github-action/test/linter.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { type GithubSetup, githubHarness } from '../gate/github.ts';
import { approveChangeOf, changeOf } from '../gate/github-gates.ts';

const FOLDER = fileURLToPath(new URL('./own-workflows/', import.meta.url));
const FILES = globSync('*.yml', { cwd: FOLDER });
const workflow = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

describe("GitHub's linter", () => {
  let linter: Linter;
  beforeAll(async () => {
    linter = await loadLinter();
  });

  /** An editor's guess: it sees neither what a script writes to `GITHUB_ENV` nor the outputs of another repository's workflow. */
  const GUESS = 'Context access might be invalid';

  it.each(FILES)('accepts %s', async (file) => {
    const found = await linter.workflow(workflow(file));
    expect(found.filter((each) => !each.includes(GUESS))).toEqual([]);
  });

  it('accepts the action of one team', async () => {
    expect(await linter.action(readFileSync(join(FOLDER, 'actions/change/action.yml'), 'utf8'))).toEqual([]);
  });
});

describe('the workflow of', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function begin(file: string, setup: GithubSetup = {}): Promise<Run> {
    const ci = githubHarness({
      workflows: { [basename(file)]: workflow(file) },
      starts: file,
      actions: { './.github/actions/change': join(FOLDER, 'actions/change') },
      ...setup,
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    testEnv.start(ci);
    const [run] = testEnv.sandbox.github.runs;
    if (run === undefined) throw new Error('There is no run');
    return run;
  }

  async function approve(): Promise<void> {
    const { serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
  }

  const conclusions = (run: Run) =>
    Object.fromEntries(run.jobs.map(({ name, conclusion }) => [name, conclusion]));

  describe('a service', () => {
    it('deploys a push to production once its change is approved', async () => {
      const run = await begin('service.yml', { start: (server) => server.push({ actor: 'octocat' }) });
      await run.waiting;
      expect(run.waitingAt).toEqual(['production']);
      expect(testEnv.change().short_description).toBe('Build and deploy of globex/shop');
      await approve();
      expect(await run.finished).toBe('success');
      expect(conclusions(run)).toMatchObject({
        'lint (security, echo security)': 'success',
        'review-app': 'skipped',
        'Before production (staging)': 'success',
        production: 'success',
        notify: 'skipped',
      });
      expect(run.jobs.map(({ environment }) => environment?.url)).toContainEqual(
        expect.stringMatching(/^https:\/\/qa\.globex\.example\/shop-[0-9a-f]{7}$/),
      );
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    });

    it('fails, deploys nothing and tells the team where its change is rejected', async () => {
      const run = await begin('service.yml', { start: (server) => server.push({ actor: 'octocat' }) });
      await run.waiting;
      testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
      await testEnv.settled();
      expect(await run.finished).toBe('failure');
      expect(run.log).not.toContain('rolling out');
      expect(conclusions(run)).toMatchObject({ production: 'failure', notify: 'success' });
    });

    it.each([
      ['a pull request', (server) => server.pullRequest({ actor: 'octocat' })],
      ['one from a fork', (server) => server.pullRequest({ actor: 'octocat', fromFork: true })],
      ['the merge queue', (server) => server.mergeGroup({ actor: 'octocat' })],
    ] satisfies [string, GithubSetup['start']][])(
      'only checks %s, without a change',
      async (_what, start) => {
        const run = await begin('service.yml', { start });
        expect(await run.finished).toBe('success');
        expect(conclusions(run)).toMatchObject({
          Build: 'success',
          'open-change': 'skipped',
          production: 'skipped',
        });
        expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
      },
    );
  });

  describe('infrastructure', () => {
    it.each([
      ['true', 'success', 'successful'],
      ['false', 'failure', 'unsuccessful'],
    ] as const)('that ends with %s is a %s, and so is its change: %s', async (command, conclusion, code) => {
      const run = await begin('infrastructure.yml', {
        start: (server) => server.dispatch('infrastructure.yml', { actor: 'octocat', inputs: { command } }),
      });
      await run.waiting;
      expect(testEnv.change().short_description).toBe('Apply infra');
      await approve();
      expect(await run.finished).toBe(conclusion);
      expect(conclusions(run)).toMatchObject({ apply: conclusion, 'close-change': 'success' });
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: code });
    });
  });

  it('releases deploys a tag to each region whose change is approved', async () => {
    const reviewers = ['servicenow-bot'];
    const run = await begin('release.yml', {
      start: (server) => server.push({ actor: 'octocat', ref: 'refs/tags/v1.24.0' }),
      environments: ['eu', 'us'].map((region) => ({ name: `production-${region}`, reviewers })),
    });
    await waitUntil(
      () => run.waitingAt.length === 2,
      (listener) => testEnv.sandbox.github.on(listener),
      'both regions to wait',
      () => run.log,
    );
    testEnv.sandbox.serviceNow.reject(changeOf(testEnv, 'production-us'), 'Not on a Friday');
    await testEnv.settled();
    await approveChangeOf(testEnv, 'production-eu');
    expect(await run.finished).toBe('failure');
    expect(conclusions(run)).toMatchObject({
      'deploy (eu, eu.globex.example)': 'success',
      'deploy (us, us.globex.example)': 'failure',
    });
    expect(run.log.match(/(?<=\| )deploying .*/g)).toEqual(['deploying v1.24.0 to eu.globex.example']);
  });

  describe('a repository that calls the platform team', () => {
    const platformWorkflows = Object.fromEntries(
      ['gated-deployment.yml', 'open-change.yml'].map((file) => [file, workflow(file)]),
    );

    it('waits, deploys and announces what the called workflow has decided', async () => {
      const run = await begin('caller.yml', { platformWorkflows });
      await run.waiting;
      expect(testEnv.change().short_description).toBe('Shop to production');
      await approve();
      expect(await run.finished).toBe('success');
      expect(conclusions(run)).toEqual({
        'Production / change / open': 'success',
        'Production / deploy': 'success',
        announce: 'success',
      });
      expect(run.log).toContain('announce | announced as approved');
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    });

    it('announces nothing where its change is rejected', async () => {
      const run = await begin('caller.yml', { platformWorkflows });
      await run.waiting;
      testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
      await testEnv.settled();
      expect(await run.finished).toBe('failure');
      expect(conclusions(run)).toMatchObject({ 'Production / deploy': 'failure', announce: 'skipped' });
    });
  });
});
