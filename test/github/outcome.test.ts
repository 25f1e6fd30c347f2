/** What `close` records of a deployment, in the jobs, composite actions and workflows that platform teams write around it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '@change-gate/sandbox';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';
import {
  ALWAYS,
  FAILS,
  gate,
  job,
  OPEN,
  record,
  rollout,
  SUCCEEDS,
  use,
  type Yaml,
} from '../gate/github-steps.ts';
import type { GatedBuild } from '../gate/harness.ts';

const close = (inputs: Yaml = {}) => gate('close', inputs, ALWAYS);

/** What a composite action hands on: it sees neither `vars` nor `secrets`. */
const HANDED_ON = Object.fromEntries(
  ['instance-url', 'username', 'password'].map((name) => [name, `\${{ inputs.${name} }}`]),
);
const gateInside = (operation: string, inputs: Yaml = {}, step: Yaml = {}) =>
  gate(operation, { ...HANDED_ON, ...inputs }, step);
const closeInside = (inputs: Yaml = {}) => gateInside('close', inputs, ALWAYS);
const useInside = (name: string, step: Yaml = {}) => ({ ...use(name, step), with: HANDED_ON });
const useChange = (operation: string, step: Yaml = {}) => ({
  ...use('change', step),
  with: { ...HANDED_ON, operation },
});
const inside = (step: Yaml) => ({ shell: 'bash', ...step });

const ASKS = { gate: 'wait', data: '{"short_description": "Rollout"}' };
const STOPPED = { id: 'deploy', run: 'echo rolling out; exec sleep 600' };

/** Composite actions of a team's, by their name. */
const COMPOSITES = {
  gate: [gateInside('verify')],
  record: [closeInside()],
  ask: [gateInside('open', { ...ASKS, 'cancel-with-workflow': true })],
  release: [gateInside('verify'), inside(SUCCEEDS), closeInside()],
  'release-badly': [gateInside('verify'), inside(FAILS), closeInside()],
  'roll-out-and-record': [inside(FAILS), closeInside()],
  'release-in-parts': [useInside('gate'), inside(SUCCEEDS), useInside('record', ALWAYS)],
  'release-badly-in-parts': [useInside('gate'), inside(FAILS), useInside('record', ALWAYS)],
  'release-with-record': [gateInside('verify'), inside(FAILS), useInside('record', ALWAYS)],
  change: [gateInside('${{ inputs.operation }}')],
  'release-with-change': [useChange('verify'), inside(FAILS), useChange('close', ALWAYS)],
  'release-and-say': [
    useInside('gate'),
    inside(FAILS),
    closeInside({ outcome: '${{ steps.deploy.outcome }}' }),
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'change-gate-actions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ACTIONS = Object.fromEntries(
  Object.entries(COMPOSITES).map(([name, steps]) => {
    const inputs = { operation: {}, 'instance-url': {}, username: {}, password: {} };
    const action = { name, description: name, inputs, runs: { using: 'composite', steps } };
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'action.yml'), stringify(action));
    return [`globex/${name}@v1`, join(folder, name)];
  }),
);

const REQUEST = job([OPEN]);

const SUCCESSFUL = { state: '3', close_code: 'successful' };
const UNSUCCESSFUL = { state: '3', close_code: 'unsuccessful' };
const STILL_OPEN = { state: '-1', close_code: '' };

describe('close', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function begin(jobs: Yaml, request: Yaml = REQUEST, others: Readonly<Record<string, string>> = {}) {
    const workflow = { name: 'Rollout', on: 'workflow_dispatch', jobs: { request, ...jobs } };
    const ci = githubHarness({
      workflows: { 'deploy.yml': stringify(workflow), ...others },
      actions: ACTIONS,
    });
    testEnv = await startTestEnvironment({ updateSet: null }, ci);
    const build = testEnv.start(ci);
    await build.paused;
    return build;
  }

  /** All changes go to Implement, and the jobs are let go. */
  function letGo(build: GatedBuild): void {
    const { serviceNow } = testEnv.sandbox;
    for (const { number = '' } of serviceNow.changes()) {
      serviceNow.approveAll(number);
      serviceNow.move(number, 'Implement');
    }
    build.approveByHand();
  }

  /** @returns the run, at its end */
  async function runWith(...given: Parameters<typeof begin>): Promise<Run> {
    const build = await begin(...given);
    letGo(build);
    await build.ended;
    const [run] = testEnv.sandbox.github.runs;
    if (run === undefined) throw new Error('There is no run');
    return run;
  }

  it.each([
    ['a composite action that verifies, deploys and closes', [use('release')], SUCCESSFUL],
    ['the same after a failed deployment', [use('release-badly')], UNSUCCESSFUL],
    [
      'one that deploys and closes after a verify outside',
      [gate('verify'), use('roll-out-and-record')],
      UNSUCCESSFUL,
    ],
    ['the job after a verify in one', [use('gate'), SUCCEEDS, close()], SUCCESSFUL],
    ['the job after a verify in one and a failed deployment', [use('gate'), FAILS, close()], UNSUCCESSFUL],
    ['one after a verify in another', [use('gate'), SUCCEEDS, use('record', ALWAYS)], SUCCESSFUL],
    ['one after a failed deployment of the job', [use('gate'), FAILS, use('record', ALWAYS)], UNSUCCESSFUL],
    ['one within another, which is told', [use('release-and-say')], UNSUCCESSFUL],
    [
      'a job whose deployment may fail, which is told',
      [
        gate('verify'),
        { ...FAILS, 'continue-on-error': true },
        close({ outcome: '${{ steps.deploy.outcome }}' }),
      ],
      UNSUCCESSFUL,
    ],
  ])('knows how the deployment ended in %s', async (_where, steps, change) => {
    await runWith({ rollout: rollout(steps) });
    expect(testEnv.change()).toMatchObject(change);
  });

  it.each([
    [
      'an outcome that is given as empty',
      [gate('verify'), SUCCEEDS, close({ outcome: '${{ steps.deploy.outputs.result }}' })],
    ],
    ['a composite action beside the one that verified', [use('release-in-parts')]],
    ['the same after a failed deployment', [use('release-badly-in-parts')]],
    ['a composite action within the one that verified', [use('release-with-record')]],
  ])('closes nothing for %s, and says what to give', async (_what, steps) => {
    const run = await runWith({ rollout: rollout(steps) });
    expect(run.conclusion).toBe('failure');
    expect(run.log).toMatch(
      /outcome: is not set or empty.*in a composite action that another one uses.*\[INVALID_INPUT\]/,
    );
    expect(testEnv.change()).toMatchObject(STILL_OPEN);
  });

  it('says at the end of the job what it could not see: one composite action for both, within another', async () => {
    const run = await runWith({ rollout: rollout([use('release-with-change')]) });
    expect(run.conclusion).toBe('failure');
    expect(testEnv.change()).toMatchObject(SUCCESSFUL);
    const warnings = run.jobs.flatMap(({ annotations }) =>
      annotations.filter(({ level }) => level === 'warning'),
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^CHG\d+ is closed as successful, and this job has not ended well.*correct the record/,
      ),
    ]);
  });

  it.each([
    ['a result of a job that there is not', '${{ needs.rolout.result }}', STILL_OPEN],
    ['nothing', undefined, STILL_OPEN],
    ['an output of the job that has failed', '${{ needs.rollout.outputs.result }}', STILL_OPEN],
    ['the result of the job that has failed', '${{ needs.rollout.result }}', UNSUCCESSFUL],
  ])('in a job of its own that gives %s', async (_what, outcome, change) => {
    const steps = [gate('verify'), FAILS, { id: 'late', run: 'echo "result=success" >> "$GITHUB_OUTPUT"' }];
    const outputs = { result: '${{ steps.late.outputs.result }}' };
    const run = await runWith({ rollout: rollout(steps, { outputs }), record: record(outcome) });
    expect(run.conclusion).toBe('failure');
    expect(testEnv.change()).toMatchObject(change);
  });

  it('takes the worst of the legs of a matrix', async () => {
    const legs = { strategy: { 'fail-fast': false, matrix: { region: ['eu', 'us'] } } };
    const steps = [gate('verify'), { id: 'deploy', run: 'test ${{ matrix.region }} = eu' }];
    const run = await runWith({
      rollout: rollout(steps, legs),
      record: record('${{ needs.rollout.result }}'),
    });
    expect(run.jobs.map(({ conclusion }) => conclusion).toSorted()).toEqual([
      'failure',
      'success',
      'success',
      'success',
    ]);
    expect(testEnv.change()).toMatchObject(UNSUCCESSFUL);
  });

  it('says so where a job that does not deploy was skipped, and calls nothing successful that may not be', async () => {
    const migrate = { ...job([SUCCEEDS]), needs: 'request', if: 'false' };
    const last = record('${{ join(needs.*.result) }}');
    const run = await runWith({
      migrate,
      rollout: rollout([gate('verify'), SUCCEEDS]),
      record: { ...last, needs: ['migrate', 'rollout'] },
    });
    expect(run.log).toContain('Give it only the jobs that deploy.');
    expect(testEnv.change()).toMatchObject({
      ...UNSUCCESSFUL,
      close_notes: expect.stringContaining('succeeded in part: some of its jobs were skipped'),
    });
  });

  it.each([
    ['its result', '${{ needs.rollout.result }}', UNSUCCESSFUL],
    ['an output that it has not set', '${{ needs.rollout.outputs.went }}', STILL_OPEN],
  ])('takes of a called workflow %s', async (_what, outcome, change) => {
    const inner = {
      on: { workflow_call: { outputs: { went: { value: '${{ jobs.deploy.outputs.went }}' } } } },
      jobs: {
        deploy: job([gate('verify'), FAILS], {
          environment: 'production',
          outputs: { went: '${{ steps.after.outputs.went }}' },
        }),
      },
    };
    const call = { needs: 'request', uses: './.github/workflows/inner.yml', secrets: 'inherit' };
    await runWith({ rollout: call, record: record(outcome) }, REQUEST, { 'inner.yml': stringify(inner) });
    expect(testEnv.change()).toMatchObject(change);
  });

  it.each([
    ['the job that deploys', { rollout: [close()] }],
    ['a composite action', { rollout: [use('record', ALWAYS)] }],
    ['a job of its own', { rollout: [], record: record('${{ needs.rollout.result }}') }],
  ])('records a cancelled deployment in %s', async (_where, { rollout: last, ...jobs }) => {
    const build = await begin({ rollout: rollout([gate('verify'), STOPPED, ...last]), ...jobs });
    const { github } = testEnv.sandbox;
    const stop = github.on((event) => {
      if (event.type !== 'log' || event.line !== 'rolling out') return;
      stop();
      github.cancel(Number(build.id));
    });
    letGo(build);
    await build.ended;
    expect(testEnv.change()).toMatchObject(UNSUCCESSFUL);
    expect(build.view().log).not.toContain('##[error]CHG');
  });

  it('is left to the end of a composite action that has opened the change, where the job is cancelled', async () => {
    const build = await begin(
      { rollout: rollout([use('ask'), gate('verify'), STOPPED]) },
      job([{ run: 'true' }]),
    );
    const { github, serviceNow } = testEnv.sandbox;
    github.on((event) => {
      if (event.type !== 'log') return;
      if (event.line.includes('is in Assess: approval requested')) {
        serviceNow.approveAll(testEnv.number);
        serviceNow.move(testEnv.number, 'Implement');
      }
      if (event.line === 'rolling out') github.cancel(event.run);
    });
    build.approveByHand();
    await build.ended;
    expect(testEnv.change()).toMatchObject(UNSUCCESSFUL);
  });

  describe('of two gates in one job', () => {
    const both = (...steps: readonly Yaml[]) => ({ rollout: rollout(steps) });
    const A = { 'gate-name': 'a' };
    const B = { 'gate-name': 'b' };
    const opens = [A, B].map((named) => gate('open', { ...(OPEN.with as Yaml), ...named }));
    const codes = () => testEnv.sandbox.serviceNow.changes().map(({ close_code }) => close_code);

    it('says of each how the job stood at its close', async () => {
      const steps = [gate('verify', A), SUCCEEDS, close(A), gate('verify', B), FAILS, close(B)];
      await runWith(
        both(...steps.map((step, at) => (at === 4 ? { ...step, id: 'second' } : step))),
        job(opens),
      );
      expect(codes()).toEqual(['successful', 'unsuccessful']);
    });

    it('takes no verify of one for the other', async () => {
      const run = await runWith(both(gate('verify', A), SUCCEEDS, close(B)), job(opens));
      expect(run.log).toContain('outcome: is not set or empty');
      expect(codes()).toEqual(['', '']);
    });
  });
});
