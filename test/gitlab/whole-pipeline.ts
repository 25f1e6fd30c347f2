/** A pipeline run from its start to its end by gitlab-ci-local itself, which decides what runs, when and with what. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { VERSION } from '../gate/gitlab.ts';
import { publishTo } from './published-component.ts';

const PROGRAM = createRequire(import.meta.url).resolve('gitlab-ci-local');
const STATE = '.gitlab-ci-local';

/** What gitlab-ci-local itself needs to run jobs, and this machine lacks. */
export const MISSING_FOR_JOBS = ['git', 'rsync', 'bash'].filter(
  (program) => !(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program))),
);

export interface WholePipeline {
  /** Text by path; `.gitlab-ci.yml` is the pipeline. */
  readonly files: Readonly<Record<string, string>>;
  /** The project's variables, and those that GitLab would give to the jobs. */
  readonly variables: Readonly<Record<string, string>>;
  /** The GitLab's URL, without a trailing slash, and its project. */
  readonly serverUrl: string;
  readonly project: string;
  /** Manual jobs that are played as soon as they can be. */
  readonly play: readonly string[];
}

export interface WholeRun {
  /** The jobs that ran, in the order in which they started. */
  readonly started: readonly string[];
  readonly failed: readonly string[];
  /** Dotenv reports by job. */
  readonly dotenv: Readonly<Record<string, string>>;
  readonly log: string;
}

export async function runWholePipeline(pipeline: WholePipeline): Promise<WholeRun> {
  const folder = await mkdtemp(join(tmpdir(), 'change-gate-whole-'));
  const repository = join(folder, 'repository');
  try {
    await commit(repository, pipeline);
    await provideComponent(folder, repository);
    // GitLab's own, of each job that is played. The others do not look at it.
    const variables = Object.entries({ ...pipeline.variables, CI_JOB_MANUAL: 'true' }).map(
      ([name, value]) => [name, { type: 'variable', values: { '*': value } }],
    );
    await writeFile(join(folder, 'variables.yml'), JSON.stringify(Object.fromEntries(variables)));
    const options = ['--home', folder, '--variables-file', join(folder, 'variables.yml')];
    const runner = [
      '--force-shell-executor',
      '--shell-isolation',
      '--concurrency',
      '1',
      '--no-json-schema-validation',
    ];
    const played = pipeline.play.flatMap((job) => ['--manual', job]);
    const child = spawn(process.execPath, [PROGRAM, ...options, ...runner, ...played], {
      cwd: repository,
      env: { PATH: `${join(folder, 'image')}${delimiter}${process.env.PATH}`, HOME: folder, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [log, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const started = [...log.matchAll(/^(?:\t*\[.*\] -> )?(\S+) +starting shell/gm)].map(
      ([, job = '']) => job,
    );
    return {
      started,
      failed: [...log.matchAll(/^ FAIL +(\S+)/gm)].map(([, job = '']) => job),
      dotenv: await dotenvReports(join(repository, STATE, 'artifacts'), started),
      log: `${log}\n${errors}`,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function commit(repository: string, { files, serverUrl, project }: WholePipeline): Promise<void> {
  for (const [path, content] of Object.entries({ '.gitignore': STATE, ...files })) {
    await mkdir(dirname(join(repository, path)), { recursive: true });
    await writeFile(join(repository, path), content);
  }
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message=Pipeline'],
    ['remote', 'add', 'origin', `${serverUrl}/${project}.git`],
  ]) {
    await promisify(execFile)('git', args, { cwd: repository });
  }
}

/** The component where gitlab-ci-local keeps what it has fetched, and the program that its image brings. */
async function provideComponent(folder: string, repository: string): Promise<void> {
  const component = join(folder, 'component');
  publishTo(component);
  const fetched = join(repository, STATE, 'includes/127.0.0.1/change-gate/gitlab-component', VERSION);
  await cp(join(component, 'templates'), join(fetched, 'templates'), { recursive: true });
  const program = join(folder, 'image/change-gate');
  await mkdir(dirname(program));
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${component}/dist/index.js' "$@"\n`);
  await chmod(program, 0o755);
}

async function dotenvReports(artifacts: string, jobs: readonly string[]): Promise<Record<string, string>> {
  const reports: Record<string, string> = {};
  for (const job of jobs) {
    const folder = join(artifacts, folderName(job), '.gitlab-ci-reports/dotenv');
    if (!existsSync(folder)) continue;
    for (const file of await readdir(folder)) reports[job] = await readFile(join(folder, file), 'utf8');
  }
  return reports;
}

/** gitlab-ci-local's name for a job's folders. */
function folderName(job: string): string {
  return job.replace(/[^\w-]+/g, (characters) => Buffer.from(characters).toString('base64url'));
}
