/** A change lets one commit be deployed, in workflows that a team has written around the gate `dispatch`. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { botToken, githubHarness } from '../gate/github.ts';
import { ACTION_REF } from '../gate/references.ts';

const SIGN_IN = 'password: "${{ secrets.CHANGE_GATE_PASSWORD }}"';
const ENV = `env:
  CHANGE_GATE_INSTANCE_URL: \${{ vars.CHANGE_GATE_INSTANCE_URL }}
  CHANGE_GATE_USERNAME: \${{ vars.CHANGE_GATE_USERNAME }}
`;

/** @param gate the inputs of `open` */
const request = (gate: string) => `name: Request a release
on: workflow_dispatch
permissions: { actions: read }
${ENV}jobs:
  request:
    runs-on: [self-hosted]
    steps:
      - uses: ${ACTION_REF}
        with: { operation: open, ${gate}, ${SIGN_IN}, callback-token: "\${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}", data: '{"short_description": "Release"}' }
`;

/** Ships what it is given; a nightly job of the team's closes the changes. */
const ship = (
  started: string,
  values: string,
  gate = `run-id: "\${{ ${values}.run-id }}", gate-name: "\${{ ${values}.gate-name }}", sha: "\${{ ${values}.sha }}"`,
) => `name: Ship
run-name: Ship (run \${{ ${values}.run-id }}, attempt \${{ ${values}.run-attempt }}, gate \${{ ${values}.gate-name }})
on: ${started}
${ENV}jobs:
  ship:
    runs-on: [self-hosted]
    outputs: { decision: "\${{ steps.approved.outputs.decision }}" }
    steps:
      - id: approved
        uses: ${ACTION_REF}
        with: { operation: verify, ${gate}, ${SIGN_IN} }
      - { uses: actions/checkout@v5, with: { ref: "\${{ ${values}.sha }}" } }
      - { id: deploy, run: echo shipped }
  tidy-up:
    needs: ship
    if: always() && needs.ship.outputs.decision == ''
    runs-on: [self-hosted]
    steps:
      - uses: ${ACTION_REF}
        with: { operation: cancel, ${gate}, ${SIGN_IN} }
`;

const INPUTS = '{ workflow_dispatch: { inputs: { run-id: {}, run-attempt: {}, gate-name: {}, sha: {} } } }';

const DEVELOPER = {
  kind: 'fine-grained',
  token: 'github_pat_developer',
  user: 'impatient-developer',
  permissions: { actions: 'write', contents: 'write' },
} as const;

const REPOSITORY = '/repos/globex/shop';

const KINDS = [
  {
    kind: 'workflow_dispatch',
    opens: request('gate: dispatch, workflow: ship.yml'),
    ships: ship(INPUTS, 'inputs'),
    call: `${REPOSITORY}/actions/workflows/ship.yml/dispatches`,
    body: (inputs: object) => ({ ref: 'main', inputs }),
  },
  {
    kind: 'repository_dispatch',
    opens: request('gate: dispatch, event-type: approved'),
    ships: ship('{ repository_dispatch: { types: [approved] } }', 'github.event.client_payload'),
    call: `${REPOSITORY}/dispatches`,
    body: (inputs: object) => ({ event_type: 'approved', client_payload: inputs }),
  },
];

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

/** @returns the run that has opened the change */
async function begin(workflows: Readonly<Record<string, string>>): Promise<Run> {
  const ci = githubHarness({
    workflows,
    starts: 'request.yml',
    environments: [],
    tokens: [botToken({ actions: 'write', contents: 'write' }), DEVELOPER],
  });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  testEnv.start(ci);
  const [first] = testEnv.sandbox.github.runs;
  if (first === undefined) throw new Error('There is no run');
  await first.finished;
  return first;
}

/** ServiceNow starts the workflow that ships, which leaves the change in Implement. */
async function approve(): Promise<Run | undefined> {
  const { serviceNow, github } = testEnv.sandbox;
  serviceNow.approveAll(testEnv.number);
  serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
  const second = github.runs[1];
  await second?.finished;
  return second;
}

/** A person starts it. @returns the run, which has ended */
async function startByHand(call: string, body: object): Promise<Run> {
  const { github } = testEnv.sandbox;
  const { status } = await fetch(github.apiUrl + call, {
    method: 'POST',
    headers: { authorization: `Bearer ${DEVELOPER.token}`, 'user-agent': 'test' },
    body: JSON.stringify(body),
  });
  expect(status).toBe(204);
  const run = github.runs.at(-1);
  if (run === undefined) throw new Error('There is no run');
  await run.finished;
  return run;
}

const hasShipped = (run: Run | undefined) => run?.log.includes('shipped\n') ?? false;

const OTHER = 'badc0de5'.repeat(5);

describe.each(KINDS)('a change whose approval starts a workflow by $kind', ({ opens, ships, call, body }) => {
  const workflows = { 'request.yml': opens, 'ship.yml': ships };

  it('lets its own commit be shipped, and no other that somebody starts the workflow with', async () => {
    const first = await begin(workflows);
    const second = await approve();
    expect(second?.conclusion).toBe('success');
    expect(second?.log).toContain(`Checked out ${first.sha}`);

    const inputs = { 'run-id': String(first.id), 'run-attempt': '2', 'gate-name': 'change' };
    // The second is one that whoever makes both commits finds within minutes.
    for (const sha of [OTHER, first.sha.slice(0, 16) + OTHER.slice(16)]) {
      const forged = await startByHand(call, body({ ...inputs, sha }));
      expect(forged.conclusion).toBe('failure');
      expect(forged.log).toContain(
        `${testEnv.number} was opened for commit ${first.sha.slice(0, 32)}, and this step is for commit ${sha}: nobody has approved that one.`,
      );
      expect(forged.log).toContain('[COMMIT_NOT_APPROVED]');
      expect(forged.log).not.toContain('Checked out');
    }
    // Nor does what tidies up after it end the change of the other commit.
    expect(testEnv.change()).toMatchObject({ state: '-1' });

    const again = await startByHand(call, body({ ...inputs, sha: first.sha }));
    expect(again.conclusion).toBe('success');
    expect(hasShipped(again)).toBe(true);
  });

  it.each(['', 'main'])('does not let %j be shipped, which is no commit', async (sha) => {
    const first = await begin(workflows);
    await approve();
    const inputs = { 'run-id': String(first.id), 'run-attempt': '2', 'gate-name': 'change', sha };
    const forged = await startByHand(call, body(inputs));
    expect(forged.conclusion).toBe('failure');
    expect(forged.log).toMatch(/sha: (?:is required with the run-id of another run|must be the whole SHA)/);
    expect(forged.log).not.toContain('Checked out');
  });
});

describe('a change that the second workflow names by its number', () => {
  it('lets no other commit be shipped either', async () => {
    const named = ship(
      '{ workflow_dispatch: { inputs: { run-id: {}, run-attempt: {}, gate-name: {}, sha: {}, change: {} } } }',
      'inputs',
      'change-number: "${{ inputs.change }}", sha: "${{ inputs.sha }}"',
    );
    const first = await begin({
      'request.yml': request('gate: wait'),
      'ship.yml': named,
    });
    await approve();
    const start = (sha: string) =>
      startByHand(`${REPOSITORY}/actions/workflows/ship.yml/dispatches`, {
        ref: 'main',
        inputs: { 'run-id': '1', 'run-attempt': '1', 'gate-name': 'x', sha, change: testEnv.number },
      });
    const own = await start(first.sha);
    expect(hasShipped(own)).toBe(true);
    const other = await start(OTHER);
    expect(other.log).toContain('[COMMIT_NOT_APPROVED]');
    expect(hasShipped(other)).toBe(false);
  });
});

describe('a run that asks for the approval of another commit than its own', () => {
  const VERSION = 'feedface'.repeat(5);
  const inOneRun = (sha: string) =>
    `${request(`gate: wait, sha: ${VERSION}`)}      - uses: ${ACTION_REF}
        with: { operation: status, ${sha}${SIGN_IN} }
`;

  it('has to name that one in every step', async () => {
    const first = await begin({ 'request.yml': inOneRun('') });
    expect(first.conclusion).toBe('failure');
    expect(first.log).toContain(
      `was opened for commit ${VERSION.slice(0, 32)}, and this step is for commit ${first.sha}`,
    );
  });

  it('finds its change by it', async () => {
    const first = await begin({ 'request.yml': inOneRun(`sha: ${VERSION}, `) });
    expect(first.conclusion).toBe('success');
    expect(testEnv.change().correlation_id).toBe(
      `github:${new URL(testEnv.sandbox.github.apiUrl).host}/globex/shop/${first.id}:${VERSION.slice(0, 32)}:change`,
    );
  });
});
