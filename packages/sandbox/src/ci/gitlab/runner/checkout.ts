/** A pipeline's folders on this machine: the project's repository at one commit, and what goes with it. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commit, git } from './git.ts';
import type { LocalInclude } from './trigger.ts';

/** Where gitlab-ci-local keeps its state, below the repository. */
const STATE = '.gitlab-ci-local';

/** The configuration of a pipeline that was pushed. */
const PUSHED = '.gitlab-ci.yml';

export class Checkout {
  readonly folder: string;
  readonly home: string;
  readonly variablesFile: string;
  readonly gitConfig: string;
  /** The path of the pipeline's configuration, below the repository. */
  readonly configuration: string;
  readonly #root: string;
  /** The files of the repository that the configuration is made of. */
  readonly #includes: readonly LocalInclude[];
  #variableNames: readonly string[] = [];

  private constructor(
    root: string,
    gitConfig: string,
    configuration: string,
    includes: readonly LocalInclude[],
  ) {
    this.#root = root;
    this.configuration = configuration;
    this.#includes = includes;
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
    const root = await mkdtemp(join(parent, 'pipeline-'));
    const checkout = new Checkout(root, gitConfig, PUSHED, [{ local: PUSHED }]);
    await mkdir(checkout.home);
    await commit(checkout.folder, branch, async () => {
      for (const [path, text] of Object.entries({ '.gitignore': `${STATE}\n`, ...files })) {
        await mkdir(dirname(join(checkout.folder, path)), { recursive: true });
        await writeFile(join(checkout.folder, path), text);
      }
    });
    await git(checkout.folder, 'remote', 'add', 'origin', remote);
    await git(checkout.folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    await git(checkout.folder, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    return checkout;
  }

  /** The same commit once more, for a child pipeline whose configuration is these files of it. */
  async child(includes: readonly LocalInclude[]): Promise<Checkout> {
    const root = await mkdtemp(join(dirname(this.#root), 'pipeline-'));
    const child = new Checkout(root, this.gitConfig, join(STATE, 'child.yml'), includes);
    await mkdir(child.home);
    await cp(join(this.folder, '.git'), join(child.folder, '.git'), { recursive: true });
    await git(child.folder, 'reset', '--quiet', '--hard');
    await child.#writeConfiguration(child.configuration, { include: includes });
    return child;
  }

  sha(): Promise<string> {
    return git(this.folder, 'rev-parse', 'HEAD');
  }

  /** The same for the same configuration in a repository of the same files. */
  async contents(): Promise<string> {
    const tree = await git(this.folder, 'rev-parse', 'HEAD^{tree}');
    return `${tree} ${JSON.stringify(this.#includes)}`;
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
    const path = join(STATE, 'run-anyway.yml');
    await this.#writeConfiguration(path, {
      include: this.#includes,
      [job]: { rules: [{ when: 'on_success' }] },
    });
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

  /** What gitlab-ci-local has made of the configuration, with everything included and filled in. */
  expandedConfiguration(): Promise<string> {
    return this.#read('expanded-gitlab-ci.yml');
  }

  async #writeConfiguration(path: string, configuration: unknown): Promise<void> {
    await mkdir(join(this.folder, STATE), { recursive: true });
    await writeFile(join(this.folder, path), JSON.stringify(configuration));
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
