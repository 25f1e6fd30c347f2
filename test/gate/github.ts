import { fileURLToPath } from 'node:url';
import type { GithubServer, Run, SandboxOptions } from '@change-gate/sandbox';
import { documentedWorkflows, type Gate } from './github-guide.ts';
import type { CiHarness, GatedBuild, GateInputs } from './harness.ts';
import { ACTION_REF } from './references.ts';

const ACTION = fileURLToPath(new URL('../../', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('./github/checkout/', import.meta.url));
const CLOSE = fileURLToPath(new URL('./github/close/', import.meta.url));

const CALLBACK_TOKEN = 'github_pat_11SERVICENOW0bot_c0ffee00c0ffee00c0ffee00c0ffee00';

export { documentedWorkflows, GATES, type Gate } from './github-guide.ts';

type GithubOptions = NonNullable<SandboxOptions['github']>;
type Token = NonNullable<GithubOptions['tokens']>[number];

export interface GithubSetup {
  readonly gate?: Gate;
  /** Other workflows than the documented ones. */
  readonly workflows?: Readonly<Record<string, string>>;
  /** The workflow that a person starts. */
  readonly starts?: string;
  /** Who that is. */
  readonly startedBy?: string;
  /** What else starts a run. */
  readonly start?: (server: GithubServer) => Run;
  /** The workflows of `globex/platform`, which has the tag `v1`. */
  readonly platformWorkflows?: Readonly<Record<string, string>>;
  /** All that GitHub knows. */
  readonly tokens?: readonly Token[];
  readonly environments?: GithubOptions['repositories'][number]['environments'];
  readonly apps?: GithubOptions['apps'];
  /** Those of a team's own, beside the built one: their folders. */
  readonly actions?: GithubOptions['actions'];
  readonly teams?: GithubOptions['teams'];
  /** What the machine user may do in the repository. */
  readonly botRole?: 'read' | 'write';
  readonly basePath?: GithubOptions['basePath'];
  /** Of a GitHub Enterprise Server. */
  readonly release?: GithubOptions['release'];
  readonly behaviours?: GithubOptions['behaviours'];
}

/** A classic one of the machine user. */
export function classicToken(...scopes: string[]): Token {
  return { kind: 'classic', token: CALLBACK_TOKEN, user: 'servicenow-bot', scopes };
}

/** A fine-grained token of the machine user that acts for ServiceNow. */
export function botToken(
  permissions: Readonly<Record<string, 'read' | 'write'>>,
  token = CALLBACK_TOKEN,
): Extract<Token, { kind: 'fine-grained' }> {
  return { kind: 'fine-grained', token, user: 'servicenow-bot', permissions };
}

const REPOSITORY = 'globex/shop';

const PRODUCTION = { name: 'production', reviewers: ['servicenow-bot', 'impatient-developer'] };

/** Runs the documented workflows with the built action, in a repository that is set up as the guide says. */
export function githubHarness(setup: GithubSetup = {}): CiHarness {
  const { gate = 'environment', starts = 'deploy.yml', startedBy = 'octocat' } = setup;
  const { workflows = documentedWorkflows(gate) } = setup;
  return {
    name: 'GitHub',
    callbackToken: CALLBACK_TOKEN,
    sandboxOptions: ({ pauseDelayMs = 0, ...delay }) => ({
      github: {
        users: ['octocat', 'impatient-developer', 'servicenow-bot', 'globex'],
        tokens: setup.tokens ?? [botToken({ actions: 'write', deployments: 'write' })],
        repositories: [
          {
            owner: 'globex',
            name: 'shop',
            collaborators: {
              octocat: 'write',
              'impatient-developer': 'write',
              'servicenow-bot': setup.botRole ?? 'write',
            },
            environments: setup.environments ?? [PRODUCTION],
            workflows,
          },
          ...(setup.platformWorkflows === undefined
            ? []
            : [
                {
                  owner: 'globex',
                  name: 'platform',
                  collaborators: {},
                  tags: ['v1'],
                  workflows: setup.platformWorkflows,
                },
              ]),
        ],
        actions: {
          [ACTION_REF]: ACTION,
          'actions/checkout@v5': CHECKOUT,
          'globex/close@v1': CLOSE,
          ...setup.actions,
        },
        ...(setup.apps !== undefined && { apps: setup.apps }),
        ...(setup.teams !== undefined && { teams: setup.teams }),
        ...(setup.basePath !== undefined && { basePath: setup.basePath }),
        ...(setup.release !== undefined && { release: setup.release }),
        ...(setup.behaviours !== undefined && { behaviours: setup.behaviours }),
        pendingDelayMs: pauseDelayMs,
        ...delay,
      },
    }),
    server: (sandbox) => sandbox.github.apiUrl,
    requests: (sandbox) => sandbox.github.requests,
    start(sandbox, inputs) {
      const server = sandbox.github;
      configure(server, inputs, starts, workflows[starts] ?? '');
      const dispatch = () => server.dispatch(starts, { actor: startedBy, repository: REPOSITORY });
      return watch(setup.start?.(server) ?? dispatch(), server);
    },
    runAgainWords: 'In GitHub, choose Re-run failed jobs: the run keeps its id',
    againIsNewBuild: false,
    runAgain({ github: server }, { id }) {
      server.rerunFailed(Number(id), startedBy);
      const run = server.runs.find((other) => String(other.id) === id);
      if (run === undefined) throw new Error(`GitHub has no run ${id}`);
      return watch(run, server);
    },
  };
}

export const github = githubHarness();

/** Where docs/github.md puts them. */
const KEPT_AS: Readonly<Record<string, readonly ['variable' | 'secret', string]>> = {
  'instance-url': ['variable', 'CHANGE_GATE_INSTANCE_URL'],
  username: ['variable', 'CHANGE_GATE_USERNAME'],
  password: ['secret', 'CHANGE_GATE_PASSWORD'],
  'callback-token': ['secret', 'CHANGE_GATE_CALLBACK_TOKEN'],
};

/** As an admin does under Settings > Secrets and variables; an input of another name goes into every step. */
function configure(server: GithubServer, inputs: GateInputs, file: string, workflow: string): void {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    const [kind, key] = KEPT_AS[name] ?? [];
    if (value === undefined) continue;
    if (key === undefined) lines.push(`${name}: ${JSON.stringify(value)}\n`);
    else if (kind === 'secret') server.setSecret(key, value, REPOSITORY);
    else server.setVariable(key, value, REPOSITORY);
  }
  if (lines.length === 0) return;
  const withLines = (operation: string, indent: string) =>
    [operation, ...lines.map((line) => indent + line)].join('');
  server.writeWorkflow(file, workflow.replace(/( +)operation: \w+\n/g, withLines));
}

function watch(run: Run, server: GithubServer): GatedBuild {
  const answers: ('approved' | 'denied')[] = [];
  server.on((event) => {
    if ((event.type !== 'review' && event.type !== 'protection-rule') || event.run !== run.id) return;
    if (event.state !== null) answers.push(event.state === 'approved' ? 'approved' : 'denied');
  });
  // A scenario that ends before the gate has no use for the pause.
  run.waiting.catch(() => {});
  const steps = () => run.jobs.flatMap((job) => job.steps);
  return {
    id: String(run.id),
    paused: run.waiting,
    ended: run.finished.then(() => {}),
    view: () => ({
      waiting: run.status === 'waiting',
      succeeded: run.conclusion === 'success',
      deployed: steps().some((step) => step.id === 'deploy' && step.outcome === 'success'),
      answers,
      log: run.log,
    }),
    output: () =>
      JSON.stringify([
        run.log,
        run.outputs,
        steps(),
        run.jobs.map(({ annotations, summary }) => [annotations, summary]),
      ]),
    approveByHand: () => server.approve(run.id, 'production', 'impatient-developer'),
  };
}
