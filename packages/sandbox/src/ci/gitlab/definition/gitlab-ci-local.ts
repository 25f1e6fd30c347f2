/** gitlab-ci-local (npm, MIT) reads a configuration as GitLab does: includes, components, inputs, rules, variables. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { runGroup } from '../../../process/process-group.ts';
import { notConfigured } from '../../base/pipeline-error.ts';
import type { PublishedComponent } from '../runner/components.ts';
import type { GitRepository } from '../runner/git-repository.ts';
import type { LocalInclude } from './trigger.ts';

const PROGRAM = createRequire(import.meta.url).resolve('gitlab-ci-local');

/** Programs of this machine without which no job runs. */
const NEEDED = ['git', 'bash'];

/** Where gitlab-ci-local keeps its state, below the repository. */
const STATE = '.gitlab-ci-local';

/** What pipelines need and this machine lacks, as names of programs; empty when they can be run. */
export function missingPrograms(path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter);
  return NEEDED.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
}

/** All that a pipeline's configuration is made of. */
export interface ConfigurationSource {
  readonly repository: GitRepository;
  /** Of a child pipeline: the files of the repository that its configuration is, merged. Else null. */
  readonly includes: readonly LocalInclude[] | null;
  /** Of the pipeline: values of `spec: inputs`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly components: readonly PublishedComponent[];
  /** The pipeline's and the project's. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether it has to be as GitLab's JSON schema says. */
  readonly schemaCheck: boolean;
  /** The URL of this GitLab, without a trailing slash. */
  readonly serverUrl: string;
  /** The path of the project: `group/project`. */
  readonly project: string;
}

/** What gitlab-ci-local makes of a configuration. */
export interface Expansion {
  /** The jobs with their rules evaluated, as JSON. */
  readonly jobs: string;
  /** The configuration with everything included and filled in. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/**
 * One start of gitlab-ci-local.
 * @param folder an empty one, which whoever calls removes
 * @throws Error with gitlab-ci-local's words when it does not accept the configuration
 */
export async function askGitlabCiLocal(
  source: ConfigurationSource,
  folder: string,
  stop: AbortSignal,
): Promise<Expansion> {
  const repository = join(folder, 'repository');
  await source.repository.writeTo(repository, `${source.serverUrl}/${source.project}.git`);
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write('variables.yml', variablesFile(source.variables));
  await write('gitconfig', await publish(source, folder, write));
  const file = source.includes === null ? '.gitlab-ci.yml' : join(STATE, 'child.yml');
  if (source.includes !== null)
    await write(join('repository', file), JSON.stringify({ include: source.includes }));
  else if (Object.keys(source.inputs).length > 0) await write(join('repository', file), withInputs(source));

  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const options = ['--home', folder, '--variables-file', join(folder, 'variables.yml'), '--file', file];
  if (!source.schemaCheck) options.push('--no-json-schema-validation');
  // It takes every pipeline for one of a branch.
  if (source.variables.CI_COMMIT_BRANCH === undefined) options.push('--unset-variable', 'CI_COMMIT_BRANCH');
  const code = await runGroup({
    command: [process.execPath, PROGRAM, ...options, '--list-json'],
    cwd: repository,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      // A project that is not published here is nowhere.
      GIT_ALLOW_PROTOCOL: 'file',
      NO_COLOR: '1',
      // It warns of each of its own variables that is replaced by the sandbox's.
      GCL_IGNORE_PREDEFINED_VARS: Object.keys(source.variables).join(','),
    },
    stop,
    onLine: (line, stream) => lines[stream].push(line),
  });
  if (code !== 0) {
    const said = plain([...lines.stdout, ...lines.stderr].join('\n')).trim();
    throw unknownComponent(said, source.components) ?? new Error(said);
  }
  const stdout = lines.stdout.join('\n');
  const expanded = await readFile(join(repository, STATE, 'expanded-gitlab-ci.yml'), 'utf8');
  return {
    // Behind the warnings that come before it.
    jobs: stdout.slice(Math.max(0, stdout.search(/^\[/m))),
    // It is gitlab-ci-local's, and may repeat itself as often as it likes.
    configuration: parse(expanded, { maxAliasCount: -1 }),
  };
}

/** Its own inputs gitlab-ci-local gives to all includes, too. So they are the defaults of the file, which it holds to type and options. */
function withInputs({ repository, inputs }: ConfigurationSource): string {
  const text = repository.files['.gitlab-ci.yml'] ?? '';
  const [header] = parseAllDocuments(text);
  for (const [name, value] of Object.entries(inputs))
    header?.setIn(['spec', 'inputs', name, 'default'], value);
  return `${JSON.stringify(header)}\n${text.slice(header?.range[2])}`;
}

/** As gitlab-ci-local reads it: each said outright to be no file, for which a value that begins with / is taken. */
function variablesFile(variables: Readonly<Record<string, string>>): string {
  const entries = Object.entries(variables).map(([name, value]) => [
    name,
    { type: 'variable', values: { '*': value } },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

/**
 * Puts each component where gitlab-ci-local keeps what it has fetched: what is included twice it would fetch twice
 * at once, into one folder. Versions like `~latest` it looks up in the component's repository.
 * @returns a git configuration in which the repositories have the URLs that they would have on this GitLab
 */
async function publish(
  source: ConfigurationSource,
  folder: string,
  write: (path: string, text: string) => Promise<void>,
): Promise<string> {
  const { hostname } = new URL(source.serverUrl);
  let config = '[user]\n\tname = Sandbox\n\temail = sandbox@example.com\n';
  for (const { path, version, released, repository } of source.components) {
    const fetched = join('repository', STATE, 'includes', hostname, path, version);
    for (const [file, text] of Object.entries(released)) await write(join(fetched, file), text);
    await repository.writeTo(join(folder, 'components', path));
    // One rule per project: one for the whole server would hide the remote's URL, too, which tells who we are.
    config += `[url "file://${folder}/components/${path}"]\n\tinsteadOf = ${source.serverUrl}/${path}.git\n`;
  }
  return config;
}

/** @param said what it says of a project that it cannot clone: a component's, which is not in the configuration */
function unknownComponent(said: string, known: readonly PublishedComponent[]): Error | undefined {
  const [, project = '', ref = ''] =
    /Component include could not be fetched \{ project: (\S+), ref: (\S+),/.exec(said) ??
    // The newest of a major or minor version is one of the project's tags.
    /git ls-remote --tags '\w+:\/\/[^/']+\/([^']+)\.git'/.exec(said) ??
    [];
  if (project === '') return undefined;
  const others = known.filter(({ path }) => path === project).map(({ version }) => version);
  const only = others.length === 0 ? '' : `, only ${others.join(', ')},`;
  return notConfigured(
    'GitLab',
    `component project ${project}${ref && ` ${ref}`}${only} that the pipeline's user may read`,
    'include',
    'gitlab.components',
    `- {path: ${project}, folder: the folder with its templates, version: ${ref || '1.0.0'}}`,
  );
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one
  return text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '');
}
