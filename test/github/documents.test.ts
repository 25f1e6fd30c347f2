/** What docs/github.md says, held against action.yml and against a GitHub that is set up wrong in every way. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLinter } from '../../adapters/github-action/test/linter.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { botToken, documentedWorkflows, GATES, githubHarness } from '../gate/github.ts';
import { byToken } from '../gate/github-guide.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const read = (path: string) => readFileSync(ROOT + path, 'utf8');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

it('docs/github.md shows two workflows in full', () => {
  expect(read('docs/github.md').match(/```yaml\n/g)).toHaveLength(2);
});

describe.each(GATES)('the workflows of docs/github.md for %s', (gate) => {
  it('give only inputs that the action has: of others GitHub merely warns', () => {
    const inputs = Object.keys(parse(read('action.yml')).inputs);
    const steps = Object.values(documentedWorkflows(gate)).flatMap((workflow) =>
      Object.values(parse(workflow).jobs as Record<string, { steps: Step[] }>).flatMap((job) => job.steps),
    );
    const given = steps
      .filter(({ uses }) => uses?.startsWith('change-gate/change-gate@'))
      .map((step) => step.with ?? {});
    expect(given.length).toBeGreaterThan(1);
    for (const each of given) expect(inputs).toEqual(expect.arrayContaining(Object.keys(each)));
  });
});

it("the guide's and the examples' workflows pass GitHub's own linter", async () => {
  const linter = await loadLinter();
  const ofGuide = GATES.flatMap((gate) => Object.values(documentedWorkflows(gate)));
  const examples = globSync('examples/{github*/**/.github/workflows/*.yml,live/github.yml}', { cwd: ROOT });
  expect(examples).toHaveLength(4);
  const workflows = new Set([...ofGuide, ...examples.map(read)]);
  expect(workflows.size).toBeGreaterThan(GATES.length);
  for (const workflow of workflows) expect(await linter.workflow(workflow), workflow).toEqual([]);
});

/** A documented workflow with some of its text replaced; what is not there cannot be replaced. */
function wrong(gate: (typeof GATES)[number], file: string, from: string, to: string): string {
  const workflow = documentedWorkflows(gate)[file] ?? '';
  if (!workflow.includes(from)) throw new Error(`docs/github.md, ${gate}: ${file} does not hold "${from}"`);
  return workflow.replaceAll(from, to);
}

const deploy = (from: string, to: string) => wrong('environment', 'deploy.yml', from, to);
const callBackWith = (token: string) => deploy('secrets.CHANGE_GATE_CALLBACK_TOKEN', token);
const start = (what: string) =>
  byToken({ it: wrong('dispatch', 'open-change.yml', 'workflow: deploy.yml', what) }).it ?? '';

/** A second job that opens, after the first. */
const openedTwice = (change: (again: string) => string) =>
  deploy('    needs: open-change\n', '    needs: [open-change, open-again]\n').replace(
    /^ {2}open-change:\n(?:(?! {2}deploy:).*\n)*/m,
    (open) => `${open}${change(open.replace('open-change:', 'open-again:\n    needs: open-change'))}`,
  );

const MISTAKES = {
  'misspelt-environment.yml': deploy('environment: production', 'environment: produktion'),
  'unprotected-environment.yml': deploy('environment: production', 'environment: playground'),
  'may-not-look.yml': deploy(
    'permissions: { actions: read, contents: read,',
    'permissions: { contents: read,',
  ),
  'job-token.yml': callBackWith('github.token'),
  'token-for-a-rule.yml': wrong(
    'protection-rule',
    'deploy.yml',
    'callback-alias: github_app',
    'callback-token: ${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}',
  ),
  'not-in-the-team.yml': deploy('environment: production', 'environment: staging'),
  'no-reviewer.yml': deploy('environment: production', 'environment: qa'),
  'token-may-not-review.yml': callBackWith('secrets.READS_ONLY'),
  'token-of-another-repository.yml': callBackWith('secrets.ELSEWHERE'),
  'revoked-token.yml': callBackWith('secrets.REVOKED'),
  'revoked-later.yml': callBackWith('secrets.REVOKED_LATER'),
  'deleted-run.yml':
    (documentedWorkflows('environment')['deploy.yml'] ?? '').split('  cancel-change:')[0] ?? '',
  'other-inputs.yml': start('workflow: takes-other-inputs.yml'),
  'takes-other-inputs.yml': wrong('dispatch', 'deploy.yml', 'gate-name', 'gate'),
  'nobody-listens.yml': start('event-type: nobody-listens'),
  'url-as-a-secret.yml': deploy('vars.CHANGE_GATE_INSTANCE_URL', 'secrets.CHANGE_GATE_INSTANCE_URL').replace(
    'open-change:\n    runs-on: ubuntu-latest\n    steps:\n      - uses',
    'open-change:\n    runs-on: ubuntu-latest\n    outputs: { change-url: "${{ steps.open.outputs.change-url }}" }\n    steps:\n      - id: open\n        uses',
  ),
  'two-gates-one-name.yml': openedTwice((again) => again),
  'two-environments-one-name.yml': openedTwice((again) =>
    again.replace('environment: production', 'environment: staging'),
  ).replaceAll('operation: open\n', 'operation: open\n          gate-name: release\n'),
  'another-gate.yml': deploy('    environment: production\n    outputs', '    outputs').replace(
    'operation: verify\n          environment: production',
    'operation: verify\n          environment: staging',
  ),
  'from-a-fork.yml': deploy('push: { branches: [main] }', 'pull_request:'),
  'another-commit.yml': deploy('    environment: production\n    outputs', '    outputs').replace(
    'operation: verify\n',
    `operation: verify\n          sha: ${'badc0de5'.repeat(5)}\n`,
  ),
  'outcome-unknown.yml': deploy('operation: open', 'operation: close'),
  'approved-by-hand.yml': documentedWorkflows('environment')['deploy.yml'] ?? '',
};

const CI = githubHarness({
  workflows: MISTAKES,
  starts: 'approved-by-hand.yml',
  environments: [
    { name: 'production', reviewers: ['servicenow-bot', 'impatient-developer'] },
    { name: 'staging', reviewers: ['approvers'] },
    { name: 'qa', reviewers: ['octocat'] },
    { name: 'playground' },
  ],
  teams: [{ slug: 'approvers', members: ['octocat'] }],
  tokens: [
    botToken({ actions: 'write', deployments: 'write' }, 'github_pat_revoked_later'),
    botToken({ actions: 'write', contents: 'write', deployments: 'write' }),
    botToken({ actions: 'read', deployments: 'read' }, 'github_pat_reads_only'),
    { ...botToken({ actions: 'write' }, 'github_pat_elsewhere'), repositories: ['globex/elsewhere'] },
  ],
});

/** What the table of messages quotes; `...` stands for anything. */
const EXPLAINED = (read('docs/github.md').split('\n## Troubleshooting\n')[1] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => {
    const [, cell = ''] = line.split(' | ')[0]?.split('| ') ?? [];
    const [, status = 'in the log'] = /^in ServiceNow, \*(\w+)\*/.exec(cell) ?? [];
    const quoted = [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
    const code = quoted.find((text) => text.startsWith('['));
    const messages = quoted.filter((text) => text !== code);
    const wanted = code === undefined ? messages : messages.map((each) => `${each} ... ${code}`);
    return [cell, status, wanted] as const;
  });

/** What needs no row in the table, as the message itself says what to do. */
const SAYS_WHAT_TO_DO = [
  /There is no environment .*\. .*\[GATE_UNSAFE\]/,
  /could not be seen: GitHub answered 403.* actions: read.*\[GATE_UNSAFE\]/,
  /The callback token is a GITHUB_TOKEN, .* machine user.*\[CALLBACK_TOKEN_UNUSABLE\]/,
  /The callback token is none that GitHub knows.*\. .*\[CALLBACK_TOKEN_UNUSABLE\]/,
  /The callback token does not see .*\. .*\[CALLBACK_TOKEN_UNUSABLE\]/,
  /The callback token belongs to .*\. .*\[CALLBACK_TOKEN_UNUSABLE\]/,
  /Only the GitHub App .* callback-alias instead of callback-token.*\[CALLBACK_TOKEN_UNUSABLE\]/,
  /Another step of this build has opened .* gate-name.*\[GATE_NAME_TAKEN\]/,
  /was opened for environment .* gate-name.*\[GATE_NAME_TAKEN\]/,
  /has opened no change with gate-name .* environment.*\[CHANGE_NOT_FOUND\]/,
  /outcome: is not set or empty.* outcome: .*\[INVALID_INPUT\]/,
];

describe('a GitHub that is set up wrong', () => {
  let testEnv: TestEnvironment;
  /** Where to look for a message: the logs, and the answers that registrations of a status keep. */
  const said: Record<string, string> = {};

  beforeAll(async () => {
    testEnv = await startTestEnvironment({}, CI);
    testEnv.listServer(CI);
    const byHand = testEnv.start(CI);
    const { github, serviceNow } = testEnv.sandbox;
    github.setSecret('READS_ONLY', 'github_pat_reads_only');
    github.setSecret('ELSEWHERE', 'github_pat_elsewhere');
    github.setSecret('REVOKED', 'github_pat_revoked');
    github.setSecret('REVOKED_LATER', 'github_pat_revoked_later');
    github.setSecret('CHANGE_GATE_INSTANCE_URL', serviceNow.url);
    const others = Object.keys(MISTAKES).filter(
      (file) => !/^(?:approved-by-hand|takes-other|from-a-fork)/.test(file),
    );
    for (const file of others) github.dispatch(file, { actor: 'octocat' });
    github.pullRequest({ actor: 'octocat', fromFork: true });
    await Promise.all(github.runs.map((run) => run.waiting.catch(() => {})));
    byHand.approveByHand();
    await byHand.ended;
    github.revokeToken('github_pat_revoked_later');
    const deleted = github.runs.find(({ workflow }) => workflow === 'deleted-run.yml');
    github.cancel(deleted?.id ?? 0);
    await deleted?.finished;
    github.delete(deleted?.id ?? 0);

    // The change of a run that is over already is canceled.
    for (const { number = '' } of serviceNow.changes().filter(({ state }) => state !== '4')) {
      serviceNow.approveAll(number);
      serviceNow.move(number, 'Implement');
    }
    // The token's owner who may not review is answered like one who is late: it is refused for good after a minute.
    for (let attempt = 2; attempt <= 5; attempt += 1) await testEnv.pass(60_000);
    said['in the log'] = github.runs.map(({ log }) => log).join('\n');
    for (const { status = '', last_answer } of serviceNow.database.query('x_change_gate_registration', '')) {
      said[status] = `${said[status] ?? ''}\n${last_answer}`;
    }
  });
  afterAll(() => testEnv.close());

  it.each(SAYS_WHAT_TO_DO)('says %s', (message) => {
    expect(said['in the log']).toMatch(message);
  });

  it.each(EXPLAINED)('says %s', (_cell, status, wanted) => {
    expect(wanted).not.toEqual([]);
    for (const message of wanted) {
      const pattern = message.split(/ ?\.\.\. ?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      expect(said[status]).toMatch(new RegExp(pattern.join('.*')));
    }
  });
});
