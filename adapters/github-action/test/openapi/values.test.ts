/**
 * Words of GitHub's that its description leaves open, or may add to: what we make of each, and of one that
 * nobody has heard of. The statuses are those of the parameter `status`, which mixes them with conclusions.
 */
import { describe, expect, it } from 'vitest';
import { checkPause } from '../../src/gate/check-pause.ts';
import type { Gate } from '../../src/gate/gate.ts';
import type { GitHubReader } from '../../src/gate/github-reader.ts';
import { deliver, type Exchange, RUN, TARGET } from '../scripted-server.ts';
import { DESCRIPTION } from './description.ts';

const UNKNOWN = 'never_heard_of';

const LISTED = DESCRIPTION.operations['GET /repos/{owner}/{repo}/actions/runs'].parameters.find(
  ({ name }) => name === 'status',
)?.schema as { enum: string[] };

const NONE_PENDING: Exchange = [`GET ${RUN}/pending_deployments`, 200, []];
const reviews = (...states: string[]): Exchange => [
  `GET ${RUN}/approvals`,
  200,
  states.map((state) => ({
    state,
    user: { login: 'octocat' },
    environments: [{ name: TARGET.environment }],
  })),
];
const run = (status: string, conclusion: string | null = null): Exchange => [
  `GET ${RUN}`,
  200,
  { status, conclusion, created_at: '2026-11-24T10:00:00Z' },
];

const STATUSES = ['queued', 'in_progress', 'requested', 'waiting', 'pending', 'completed'];
const CONCLUSIONS = LISTED.enum.filter((word) => !STATUSES.includes(word));

describe('a run, when ServiceNow calls and nothing waits', () => {
  it('has statuses and conclusions of this description', () => {
    expect(LISTED.enum).toEqual(expect.arrayContaining(STATUSES));
    expect(CONCLUSIONS).toContain('timed_out');
  });

  it.each([...STATUSES, UNKNOWN])('of the status %s ends the delivery only if that is final', (status) => {
    const outcome = status === 'completed' ? 'build-ended' : 'not-paused-yet';
    expect(deliver({}, 'approved', [NONE_PENDING, reviews(), run(status)]).outcome).toBe(outcome);
    const way = 'protection-rule';
    expect(deliver({ way }, 'approved', [NONE_PENDING, run(status)]).outcome).toBe(outcome);
  });

  it.each([...CONCLUSIONS, 'startup_failure', UNKNOWN])('of the conclusion %s is over', (conclusion) => {
    const over = [NONE_PENDING, reviews(), run('completed', conclusion)];
    expect(deliver({}, 'approved', over)).toMatchObject({
      outcome: 'build-ended',
      detail: `The run's conclusion is ${conclusion}.`,
    });
  });

  it.each([
    ['approved', 'already-decided'],
    ['rejected', 'already-decided'],
    ['pending', 'not-paused-yet'],
    // Told in GitHub's word; nothing goes on that has not.
    [UNKNOWN, 'already-decided'],
  ])("with a person's review of the state %s: %s", (state, outcome) => {
    const { detail, ...answer } = deliver({}, 'approved', [NONE_PENDING, reviews(state), run('in_progress')]);
    expect(answer.outcome).toBe(outcome);
    if (outcome === 'already-decided') expect(detail).toContain(state);
  });
});

describe('a gate, when the change is opened', () => {
  /** @returns whether it would stop the deployment */
  async function stops(way: Gate['way'], json: object): Promise<boolean> {
    const gate = { way, environment: 'production', workflow: 'deploy.yml', ref: 'main', eventType: '' };
    const [about] = Object.keys(json);
    const none = { protection_rules: [], custom_deployment_protection_rules: [] };
    try {
      const read: GitHubReader = async (path) => {
        const asksCustomRules = path.endsWith('/deployment_protection_rules');
        const isMeant = asksCustomRules === (about === 'custom_deployment_protection_rules');
        return { status: 200, headers: {}, json: isMeant ? json : none };
      };
      await checkPause(gate, 'globex/shop', read, { unseen() {} });
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'GATE_UNSAFE' });
      return false;
    }
  }

  it.each([
    ['required_reviewers', true],
    ['wait_timer', false],
    ['branch_policy', false],
    [UNKNOWN, false],
  ])('of a rule of the type %s stops it: %s', async (type, does) => {
    expect(await stops('environment', { protection_rules: [{ type }] })).toBe(does);
  });

  it.each([true, false])('of a custom rule that is enabled (%s) stops it as that says', async (enabled) => {
    expect(await stops('protection-rule', { custom_deployment_protection_rules: [{ enabled }] })).toBe(
      enabled,
    );
  });

  it.each([
    ['active', true],
    ['deleted', false],
    ['disabled_fork', false],
    ['disabled_inactivity', false],
    ['disabled_manually', false],
    [UNKNOWN, false],
  ])('of a workflow of the state %s can be started: %s', async (state, can) => {
    expect(await stops('dispatch', { state })).toBe(can);
  });
});
