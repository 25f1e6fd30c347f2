/** A pipeline's folders on this machine: the project's repository at one commit, and what goes with it. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const git = promisify(execFile);

/** Written into every commit that the sandbox makes. */
const AUTHOR = [
  '-c',
  'user.name=Sandbox',
  '-c',
  'user.email=sandbox@example.com',
  '-c',
  'commit.gpgsign=false',
];

/** Where gitlab-ci-local keeps its state, below the repository. */
const STATE = '.gitlab-ci-local';

export class Checkout {
  readonly folder: string;
  readonly home: string;
  readonly variablesFile: string;
  readonly gitConfig: string;
  readonly #root: string;
  #variableNames: readonly string[] = [];

  private constructor(root: string, gitConfig: string) {
    this.#root = root;
    this.folder = join(root, 'repository');
    this.home = join(root, 'home');
    this.variablesFile = join(root, 'variables.yml');
    this.gitConfig = gitConfig;
  }

  /**
   * @param remote the project's URL, which tells gitlab-ci-local the server and the path
   * @param files  text by path; all of them are committed
   */
  static async create(
    parent: string,
    gitConfig: string,
    remote: string,
    branch: string,
    files: Readonly<Record<string, string>>,
  ): Promise<Checkout> {
    const checkout = new Checkout(await mkdtemp(join(parent, 'pipeline-')), gitConfig);
    await mkdir(checkout.home);
    await commit(checkout.folder, branch, async () => {
      for (const [path, text] of Object.entries({ '.gitignore': `${STATE}\n`, ...files })) {
        await mkdir(dirname(join(checkout.folder, path)), { recursive: true });
        await writeFile(join(checkout.folder, path), text);
      }
    });
    await git('git', ['remote', 'add', 'origin', remote], { cwd: checkout.folder });
    await git('git', ['update-ref', 'refs/remotes/origin/main', 'HEAD'], { cwd: checkout.folder });
    await git('git', ['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main'], {
      cwd: checkout.folder,
    });
    return checkout;
  }

  async sha(): Promise<string> {
    const { stdout } = await git('git', ['rev-parse', 'HEAD'], { cwd: this.folder });
    return stdout.trim();
  }

  get variableNames(): readonly string[] {
    return this.#variableNames;
  }

  /** For all jobs from now on; GitLab's own variables among them. */
  async setVariables(variables: Readonly<Record<string, string>>): Promise<void> {
    this.#variableNames = Object.keys(variables);
    const entries = Object.entries(variables).map(([name, value]) => [
      name,
      // Said outright, since a value that begins with / would be taken for a file.
      { type: 'variable', values: { '*': value } },
    ]);
    await writeFile(this.variablesFile, JSON.stringify(Object.fromEntries(entries)));
  }

  /**
   * gitlab-ci-local runs a job that is for failures only after one, and each job is a run of its own here.
   * @returns the path of a configuration in which the job runs whatever came before it
   */
  async runAnyway(job: string): Promise<string> {
    const path = `${STATE}/run-anyway.yml`;
    const configuration = {
      include: [{ local: '.gitlab-ci.yml' }],
      [job]: { rules: [{ when: 'on_success' }] },
    };
    await writeFile(join(this.folder, path), JSON.stringify(configuration));
    return path;
  }

  /** A job's dotenv report; empty when there is none. */
  dotenv(job: string, report: string): Promise<string> {
    return this.#read(join('artifacts', folderName(job), '.gitlab-ci-reports', 'dotenv', report));
  }

  /** A file that a job has left in its working folder; empty when there is none. */
  left(job: string, path: string): Promise<string> {
    return this.#read(join('builds', folderName(job), path));
  }

  /** As when they expire. */
  async dropArtifacts(): Promise<void> {
    await rm(join(this.folder, STATE, 'artifacts'), { recursive: true, force: true });
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }

  async #read(path: string): Promise<string> {
    try {
      return await readFile(join(this.folder, STATE, path), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return '';
    }
  }
}

/** gitlab-ci-local's name for a job's folders. */
function folderName(job: string): string {
  return job.replace(/[^\w-]+/g, (text) => Buffer.from(text).toString('base64url'));
}

/** A CI/CD component as its project on this GitLab publishes it. */
export interface ComponentProject {
  /** `group/project` */
  readonly path: string;
  /** Holds `templates/`. */
  readonly folder: string;
  /** The tag that it is released under. */
  readonly version: string;
}

/**
 * Makes the components' repositories, and a git configuration that finds them where this GitLab's would be.
 * @param serverUrl without a trailing slash
 * @returns the path of the git configuration
 */
export async function publishComponents(
  folder: string,
  serverUrl: string,
  components: readonly ComponentProject[],
): Promise<string> {
  const repositories = join(folder, 'components');
  for (const { path, folder: source, version } of components) {
    const repository = join(repositories, `${path}.git`);
    await commit(repository, 'main', async () => {
      await cp(join(source, 'templates'), join(repository, 'templates'), { recursive: true });
      await fillInVersion(join(repository, 'templates'), version);
    });
    await git('git', [...AUTHOR, 'tag', version], { cwd: repository });
    await git('git', ['config', 'uploadpack.allowFilter', 'true'], { cwd: repository });
  }
  const config = join(folder, 'gitconfig');
  // One rule per project: one for the whole server would hide the remote's URL, too, which tells who we are.
  const found = components.map(
    ({ path }) => `[url "file://${repositories}/${path}.git"]\n\tinsteadOf = ${serverUrl}/${path}.git\n`,
  );
  await writeFile(config, `[user]\n\tname = Sandbox\n\temail = sandbox@example.com\n${found.join('')}`);
  return config;
}

/** As GitLab does for a tag; gitlab-ci-local does it for partial versions only. */
async function fillInVersion(folder: string, version: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll('$[[ component.version ]]', version));
  }
}

async function commit(folder: string, branch: string, write: () => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await git('git', ['init', '--quiet', `--initial-branch=${branch}`], { cwd: folder });
  await write();
  await git('git', ['add', '--all'], { cwd: folder });
  await git('git', [...AUTHOR, 'commit', '--quiet', '--message=Pipeline'], { cwd: folder });
}
