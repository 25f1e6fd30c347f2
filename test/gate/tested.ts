/** The documented pipelines with a test run and a scan before the change is opened, and with what docs/evidence.md shows for `open`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@change-gate/sandbox';
import { codefreshRunning } from './codefresh.ts';
import { documentedEvidence } from './documented-evidence.ts';
import { readmePipeline } from './documented-pipeline.ts';
import { documentedWorkflows, githubHarness } from './github.ts';
import { documentedPipeline as gitlabPipeline, gitlabRunning, PIPELINES } from './gitlab.ts';
import type { CiHarness, GatedBuild, GateInputs } from './harness.ts';

export const CLEAN = '<testsuite><testcase name="pays"/><testcase name="ships"></testcase></testsuite>';
export const FAILING = CLEAN.replace('"ships">', '"ships"><failure/>');
const SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scan"}},"results":[]}]}';

/** What a commit of the day before is followed by. */
const TITLE = 'SHOP-8 Mend the basket';

/** Since the change may go on as soon as it is approved, in Scheduled. */
const GIVEN = { implement: 'true' };

const REPORTS = (junit: string) => [
  `printf '%s' '${junit}' > junit.xml`,
  `printf '%s' '${SARIF}' > scan.sarif`,
];

type Start = (sandbox: Sandbox, inputs: GateInputs, junit: string) => Promise<GatedBuild>;

const STARTS: Readonly<Record<string, Start>> = {
  Codefresh: onCodefresh,
  GitHub: onGithub,
  GitLab: onGitlab,
};

/** Starts a build of this CI. @param junit what its test run has left */
export function startTested(
  ci: CiHarness,
  sandbox: Sandbox,
  inputs: GateInputs,
  junit: string,
): Promise<GatedBuild> {
  const start = STARTS[ci.name];
  if (start === undefined) throw new Error(`${ci.name} has no build that is tested`);
  return start(sandbox, inputs, junit);
}

async function onCodefresh(sandbox: Sandbox, inputs: GateInputs, junit: string): Promise<GatedBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-repository-'));
  const who = ['-c', 'user.name=Dev Eloper', '-c', 'user.email=dev@example.com'];
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' }).trim();
  git('init', '--quiet');
  const commit = (title: string) => {
    git('commit', '--quiet', '--allow-empty', '--message', title);
    return git('rev-parse', 'HEAD');
  };
  const since = commit('SHOP-7 Add the basket');
  const revision = commit(TITLE);
  const test = ['  test:', '    image: alpine:3.22', '    commands:'];
  const commands = [`git clone --quiet ${folder} $CF_REPO_NAME`, 'cd $CF_REPO_NAME', ...REPORTS(junit)];
  const steps = [...test, ...commands.map((command) => `      - ${JSON.stringify(command)}`)].join('\n');
  const pipeline = readmePipeline('Codefresh')
    .replace('steps:\n', `steps:\n${steps}\n`)
    .replace('      OPERATION: open\n', documentedEvidence('Codefresh', 6));
  const build = codefreshRunning(pipeline, { revision }).start(sandbox, { ...inputs, ...GIVEN, since });
  void build.ended.then(() => rmSync(folder, { recursive: true }));
  return build;
}

async function onGithub(sandbox: Sandbox, inputs: GateInputs, junit: string): Promise<GatedBuild> {
  const { github } = sandbox;
  const merge = (title: string) =>
    github.merge({ title, author: 'impatient-developer', mergedBy: 'octocat' }, 'globex/shop');
  const given = Object.entries({ ...GIVEN, since: merge('SHOP-7 Add the basket') });
  merge(TITLE);
  const lines = given.map(([name, value]) => `          ${name}: "${value}"\n`).join('');
  const run = `      - run: |\n${REPORTS(junit)
    .map((command) => `          ${command}\n`)
    .join('')}`;
  const { 'deploy.yml': documented = '' } = documentedWorkflows('environment');
  const workflow = documented
    .replace(
      /( {6}- uses: .*\n {8}with:\n) {10}operation: open\n/,
      `${run}$1${documentedEvidence('GitHub', 10)}${lines}`,
    )
    .replace('operation: verify\n', '$&          implement: "true"\n');
  const harness = githubHarness({
    start: (server) => {
      server.writeWorkflow('tested.yml', workflow, 'globex/shop');
      return server.dispatch('tested.yml', { actor: 'octocat', repository: 'globex/shop' });
    },
  });
  return harness.start(sandbox, inputs);
}

async function onGitlab(sandbox: Sandbox, inputs: GateInputs, junit: string): Promise<GatedBuild> {
  const before = sandbox.gitlab.run('nightly: {script: "true"}');
  await before.finished;
  const script = REPORTS(junit).map((command) => `    - ${JSON.stringify(command)}`);
  const job = [
    'test:',
    '  stage: build',
    '  script:',
    ...script,
    '  artifacts: {paths: [junit.xml, scan.sarif]}',
  ];
  const yaml = gitlabPipeline(PIPELINES.minimal).replace(
    /^ {4}inputs:\n/m,
    `$&${documentedEvidence('GitLab', 6)}`,
  );
  const push = { after: before, message: TITLE };
  const harness = gitlabRunning(`${yaml}\n${job.join('\n')}\n`, push);
  return harness.start(sandbox, { ...inputs, ...GIVEN, since: before.sha });
}
