/** Runs a `git-clone` step: the repositories of Codefresh's Git provider are folders of this machine. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { runGroup } from '../../../process/process-group.ts';
import { notConfigured, PipelineError } from '../../base/pipeline-error.ts';
import type { GitContext } from '../build.ts';
import type { CloneStep } from '../definition/step.ts';
import { substitute } from '../definition/substitution.ts';
import type { Repositories } from '../options.ts';
import type { RunContext } from './run-context.ts';
import { StepScope } from './step-scope.ts';

/**
 * @fact `type: git-clone` | clones into a folder of the volume with the repository's name, with its whole history;
 *   `${{STEP}}` is that folder, and where the step is `main_clone`, later freestyle steps work in it, but not step types | documented | steps/git-clone; steps
 * @throws Error when the step fails; its message says why
 */
export async function runClone(step: CloneStep, run: RunContext): Promise<void> {
  const { read } = new StepScope({ ...run.variables, ...run.build.outputs }, run.build.steps);
  const repo = substitute(step.repo, read);
  const folder = cloneOf(step, repo, run.repositories);
  const target = run.workspace.addClone(step.name, repo.replace(/.*\//, ''));
  const git = async (...args: readonly string[]) => {
    const code = await runGroup({
      command: ['git', ...args],
      cwd: run.workspace.volume,
      env: { PATH: process.env.PATH ?? '', HOME: run.workspace.volume, GIT_CONFIG_NOSYSTEM: '1' },
      stop: run.stop,
      onLine: (line) => run.build.write(`${step.name} | ${line}`),
    });
    run.stop.throwIfAborted();
    if (code !== 0) throw new PipelineError(`git ${args[0]} ended with ${code}`);
  };
  // What an earlier step has cloned there.
  await rm(target, { recursive: true, force: true });
  await git('clone', '--quiet', folder, target);
  if (step.revision !== null) await git('-C', target, 'checkout', '--quiet', substitute(step.revision, read));
}

/**
 * @param repo the step's, filled in
 * @throws PipelineError when the configuration does not have it
 */
export function cloneOf(step: CloneStep, repo: string, repositories: Repositories): string {
  const folder = repositories[repo];
  if (folder !== undefined) return folder;
  const example = `${repo}: path/to/a/clone/of/it`;
  throw notConfigured('Codefresh', `repository ${repo}`, step.where, 'codefresh.repositories', example);
}

/**
 * What a build of this repository is for: the commit that its folder stands at.
 * @throws Error when it is not configured, or its folder is no clone
 */
export function gitContext(repository: string, repositories: Repositories): GitContext {
  const folder = repositories[repository];
  if (folder === undefined) throw new Error(`The sandbox's Codefresh has no repository ${repository}`);
  const git = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
    throw new Error(
      `The repository ${repository} has no commit in ${folder}: ${(stderr ?? 'git is not there').trim()}`,
    );
  };
  const [repoOwner = '', repoName = ''] = repository.split('/');
  const revision = git('rev-parse', 'HEAD');
  return { repoOwner, repoName, revision, branch: git('branch', '--show-current') || 'main' };
}
