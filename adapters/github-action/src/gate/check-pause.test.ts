import { describe, expect, it } from 'vitest';
import { assertMatchesDescription } from '../../test/openapi/description.ts';
import { checkPause } from './check-pause.ts';
import type { Gate } from './gate.ts';
import { createGitHubReader, type GitHubAnswer } from './github-reader.ts';

const SERVER = 'https://github.acme.example/api/v3';
const BASE = '/repos/globex/shop';
const ENVIRONMENT = `${BASE}/environments/prod%2Feu`;
const RULES = `${ENVIRONMENT}/deployment_protection_rules`;
const WORKFLOW = `${BASE}/actions/workflows/deploy.yml`;

const gate = (way: Gate['way']): Gate => ({
  way,
  environment: 'prod/eu',
  workflow: way === 'dispatch' ? 'deploy.yml' : '',
  ref: '',
  eventType: '',
});

const builtIn = (...types: string[]) => ({
  status: 200,
  json: { protection_rules: types.map((type) => ({ type })) },
});
const custom = (...enabled: boolean[]) => ({
  status: 200,
  json: { custom_deployment_protection_rules: enabled.map((on) => ({ enabled: on, app: { slug: 'gate' } })) },
});
const NOT_FOUND = { status: 404, json: { message: 'Not Found' } };

async function check(
  way: Gate['way'],
  answers: Readonly<Record<string, Pick<GitHubAnswer, 'status' | 'json'>>>,
  more: Partial<Gate> = {},
) {
  const asked: string[] = [];
  const unseen: string[] = [];
  const read = createGitHubReader(SERVER, 'ghs_job', async ({ method, url, headers }) => {
    // What core's HTTP adds is asserted where a server hears it: github-reader.test.ts.
    assertMatchesDescription({ method, url, headers: { ...headers, 'user-agent': 'change-gate' } }, SERVER);
    const path = url.slice(SERVER.length);
    asked.push(path);
    const { status, json } = answers[path] ?? { status: 500, json: null };
    return { status, headers: {}, body: JSON.stringify(json) };
  });
  await checkPause({ ...gate(way), ...more }, 'globex/shop', read, {
    unseen: (of, line) => unseen.push(`${of}: ${line}`),
  });
  return { asked, unseen };
}

describe('checkPause', () => {
  it.each([
    ['environment', { [ENVIRONMENT]: builtIn('wait_timer', 'required_reviewers') }],
    ['protection-rule', { [RULES]: custom(false, true) }],
    ['dispatch', { [WORKFLOW]: { status: 200, json: { state: 'active' } } }],
  ] as const)(
    'is content with a gate: %s that stops the deployment, after one request',
    async (way, answers) => {
      expect(await check(way, answers)).toEqual({ asked: [expect.any(String)], unseen: [] });
    },
  );

  it('asks nothing where a job waits', async () => {
    expect(await check('wait', {})).toEqual({ asked: [], unseen: [] });
  });

  it('says that GitHub tells of no workflow that hears an event', async () => {
    expect(await check('dispatch', {}, { workflow: '', eventType: 'approved' })).toEqual({
      asked: [],
      unseen: ['gate: GitHub tells nobody whether a workflow hears the event approved.'],
    });
  });

  it.each([
    [
      'an environment that does not exist',
      'environment',
      { [ENVIRONMENT]: NOT_FOUND },
      /There is no environment prod\/eu of globex\/shop.*create it without protection/,
    ],
    [
      'a wait timer alone, which lets everything pass in the end',
      'environment',
      { [ENVIRONMENT]: builtIn('wait_timer', 'branch_policy'), [RULES]: custom() },
      /has no required reviewers\. GitHub would deploy at once.*gate: dispatch/,
    ],
    [
      'the other gate',
      'environment',
      { [ENVIRONMENT]: builtIn(), [RULES]: custom(true) },
      /has no required reviewers.*did you mean gate: protection-rule\?/,
    ],
    [
      'a rule that is switched off',
      'protection-rule',
      { [ENVIRONMENT]: builtIn(), [RULES]: custom(false) },
      /no enabled GitHub App's protection rule/,
    ],
    [
      'reviewers, whom no App can be',
      'protection-rule',
      { [ENVIRONMENT]: builtIn('required_reviewers'), [RULES]: custom() },
      /did you mean gate: environment\?/,
    ],
    [
      'an environment that the token may not read',
      'environment',
      { [ENVIRONMENT]: { status: 403, json: { message: 'Resource not accessible by integration' } } },
      /could not be seen: GitHub answered 403.*: Resource not accessible.*actions: read/,
    ],
    [
      'an environment that GitHub does not show now',
      'environment',
      { [ENVIRONMENT]: { status: 500, json: null } },
      /GitHub answered 500 .*\. Once GitHub answers again, choose Re-run failed jobs\.$/,
    ],
    ['a workflow that does not exist', 'dispatch', { [WORKFLOW]: NOT_FOUND }, /no workflow deploy\.yml/],
    [
      'a workflow that is disabled',
      'dispatch',
      { [WORKFLOW]: { status: 200, json: { state: 'disabled_manually' } } },
      /is disabled_manually/,
    ],
  ] as const)('is an error with %s', async (_what, way, answers, words) => {
    const failed = await check(way, answers).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'GATE_UNSAFE', message: expect.stringMatching(words) });
  });
});
