/** Runs one job of a pipeline: its folder, its variables, its process, its log and its reports. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runGroup } from '../../../process/process-group.ts';
import type { ContainerRegistry } from '../container-registry.ts';
import type { LiveJob } from '../live-job.ts';
import type { Artifacts } from './artifacts.ts';
import type { GitRepository } from './git-repository.ts';
import { type ImageFolders, whereProgramsGo } from './images.ts';
import { jobEnvironment, type VariableSources } from './job-environment.ts';
import { jobScript } from './job-script.ts';
import { jobVariables } from './job-variables.ts';
import { expandVariables } from './variable-expansion.ts';
import { writeVariableFiles } from './variable-files.ts';
import { secretsFromVault } from './vault.ts';

export interface RunnerContext {
  /** For the folders of jobs. */
  readonly folder: string;
  readonly repository: GitRepository;
  /** What the pipeline gives to this job, beside what is the job's own. */
  readonly variables: Pick<VariableSources, 'predefined' | 'dotenv' | 'project' | 'given'>;
  /** Names of the project's variables that are of type File. */
  readonly ofTypeFile: readonly string[];
  readonly artifacts: Artifacts;
  /** The jobs whose artifacts this one gets. */
  readonly producers: readonly string[];
  /** Values that the log masks. */
  readonly masked: readonly string[];
  readonly images: ImageFolders;
  readonly registry: ContainerRegistry;
  /** The job's own token, good while it runs. */
  readonly token: string;
  onLine(line: string): void;
}

/** Values of `GIT_STRATEGY`; a folder of this runner is always a new one. */
const NO_CHECKOUT = ['none', 'empty'];

/**
 * @fact `failure_reason` of a job | `script_failure` where a line of its script fails, `runner_system_failure` where it cannot be set
 *   up: its image is not to be had, say | documented | doc/ci/yaml/index.md, retry:when
 * @returns whether the job succeeded
 */
export async function run(job: LiveJob, context: RunnerContext): Promise<boolean> {
  const masked = [...context.masked];
  const write = (text: string) => {
    let line = text;
    // @fact A masked variable | is `[MASKED]` in logs, as it is and not encoded | documented |
    // doc/ci/variables/index.md, masked
    for (const value of masked) line = line.replaceAll(value, '[MASKED]');
    job.lines.push(line);
    context.onLine(line);
  };
  const parent = await mkdtemp(join(context.folder, `job-${job.id}-`));
  try {
    return await runIn(join(parent, 'build'), job, context, masked, write);
  } catch (error) {
    if (job.stop.signal.aborted) return false;
    job.failureReason = 'runner_system_failure';
    write(`ERROR: Job failed: ${(error as Error).message}`);
    return false;
  } finally {
    await rm(parent, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runIn(
  folder: string,
  job: LiveJob,
  context: RunnerContext,
  masked: string[],
  write: (line: string) => void,
): Promise<boolean> {
  const { script, afterScript, image, artifacts, variables: configured } = job.definition;
  const { predefined, dotenv, project, given } = context.variables;
  const imageFolders = context.images.find(image, `job ${job.name}`);
  const ofTypeFile = Object.entries(project).filter(([name]) => context.ofTypeFile.includes(name));
  const files = await writeVariableFiles(folder, Object.fromEntries(ofTypeFile));
  const variables = jobEnvironment({
    predefined: { ...predefined, ...jobVariables(job, context.token, folder) },
    configured,
    dotenv,
    project: { ...project, ...files },
    given: { ...given, ...job.playVariables },
  });
  const secrets = await readSecrets(folder, job, variables, masked);
  const environment = { ...variables, ...secrets };
  context.registry.checkPull(expandVariables(image, environment), job.user);
  // Of the image's container, which is gone with the job.
  const home = join(folder, '..', 'home');
  await Promise.all([mkdir(folder), mkdir(home)]);
  // @fact The files of a job | the commit, unless `GIT_STRATEGY` is `none` or `empty`, and the artifacts of the jobs that
  // `needs` and `dependencies` name, or of all jobs of earlier stages | documented | doc/ci/runners/configure_runners.md,
  // GIT_STRATEGY; doc/ci/yaml/index.md
  // @fact The history of a job's checkout | 20 commits, or `GIT_DEPTH`, of which 0 is all | documented |
  // doc/ci/runners/configure_runners.md, shallow cloning
  if (!NO_CHECKOUT.includes(environment.GIT_STRATEGY ?? '')) {
    const depth = Number(environment.GIT_DEPTH ?? 20) || Number.POSITIVE_INFINITY;
    await context.repository.cloneTo(folder, depth);
  }
  await context.artifacts.restore(context.producers, folder);

  const execute = async (lines: readonly string[], status: string) => {
    const file = join(folder, '..', 'script.sh');
    await writeFile(file, jobScript(lines));
    return runGroup({
      command: ['bash', file],
      cwd: folder,
      env: {
        ...environment,
        CI_JOB_STATUS: status,
        PATH: [...imageFolders, process.env.PATH ?? ''].join(delimiter),
        HOME: home,
      },
      stop: job.stop.signal,
      onLine: write,
    });
  };
  const code = await execute(script, 'running');
  if (code === null) {
    write('ERROR: Job failed: canceled');
    return false;
  }
  // @fact `after_script` | runs in a shell of its own after a failure too; its exit code does not count |
  // documented | doc/ci/yaml/index.md, after_script
  const succeeded = code === 0;
  if (afterScript.length > 0) {
    write('Running after_script');
    await execute(afterScript, succeeded ? 'success' : 'failed');
  }

  // @fact Reports of a job | are kept and handed on, whether it has succeeded or failed | documented |
  // doc/ci/yaml/artifacts_reports.md; app/presenters/ci/build_runner_presenter.rb, `for_report`
  job.annotations = await readReport(folder, artifacts.annotations);
  job.dotenv = checkedDotenv(await readReport(folder, artifacts.dotenv));
  if (artifacts.when === 'always' || (artifacts.when === 'on_success') === succeeded) {
    const patterns = artifacts.paths.map((path) => expandVariables(path, environment));
    for (const pattern of await context.artifacts.keep(job.name, folder, patterns)) {
      write(`WARNING: ${pattern}: no matching files`);
    }
  }
  if (!succeeded) {
    job.failureReason = 'script_failure';
    write(`ERROR: Job failed: exit code ${code}`);
    for (const line of whereProgramsGo(code, image)) write(line);
    return false;
  }
  write('Job succeeded');
  return true;
}

/**
 * @fact A secret of a job | comes before every variable of its name, and is masked | source | gitlab-runner, common/build.go,
 *   `getBaseVariablesAfterJob`; common/secrets.go
 * @param masked gets the values
 * @returns what the variables hold
 */
async function readSecrets(
  folder: string,
  { definition: { secrets } }: LiveJob,
  variables: Readonly<Record<string, string>>,
  masked: string[],
): Promise<Record<string, string>> {
  const values = await secretsFromVault(secrets, variables).catch((error: Error) => {
    throw new Error(`resolving secrets: ${error.message}`);
  });
  masked.push(...Object.values(values).filter((value) => value !== ''));
  const ofTypeFile = Object.entries(values).filter(([name]) => secrets[name]?.file);
  return { ...values, ...(await writeVariableFiles(folder, Object.fromEntries(ofTypeFile))) };
}

/** @returns the text of a report that a job has left; empty when there is none */
async function readReport(folder: string, path: string): Promise<string> {
  if (path === '') return '';
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return '';
  }
}

/**
 * The limits are those of GitLab.com's Free tier, and the defaults elsewhere.
 * @fact A dotenv report | 5 KB, 20 variables, no spaces in values; else the job fails | documented
 *   | doc/ci/yaml/artifacts_reports.md
 */
function checkedDotenv(text: string): string {
  if (Buffer.byteLength(text) > 5 * 1024) throw new Error('Dotenv file exceeds 5 KB');
  const lines = text.replace(/\n$/, '').split('\n');
  if (text !== '' && lines.length > 20) throw new Error('Dotenv files cannot have more than 20 variables');
  for (const line of text === '' ? [] : lines) {
    if (!/^[A-Za-z0-9_]+=\S*$/.test(line)) throw new Error(`Invalid dotenv line: ${line}`);
  }
  return text;
}
