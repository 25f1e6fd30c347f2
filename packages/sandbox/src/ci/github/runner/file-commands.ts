/** The files in which a step leaves what it has to say; fresh for each step, read after its end. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseKeyValues } from './key-value-file.ts';

const FILES = {
  output: 'GITHUB_OUTPUT',
  state: 'GITHUB_STATE',
  env: 'GITHUB_ENV',
  path: 'GITHUB_PATH',
  step_summary: 'GITHUB_STEP_SUMMARY',
} as const;

type FileName = keyof typeof FILES;

/** GitHub docs: a larger summary is not shown. */
const LARGEST_SUMMARY_KIB = 1024;

const BLOCKED_VARIABLES = ['NODE_OPTIONS'];

export interface FileResults {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Folders to put before PATH. */
  readonly path: readonly string[];
  readonly summary: string;
  /** In the runner's words. */
  readonly errors: readonly string[];
  /** Whether an error fails the step; a refused variable or summary does not. */
  readonly failed: boolean;
}

/**
 * @fact Command files | fresh for each step and read after its end, also when it failed; a summary has 1024
 *   KiB at most | source | actions/runner, FileCommandManager
 */
export class FileCommands {
  /** `GITHUB_OUTPUT` and the others. */
  readonly variables: Readonly<Record<string, string>>;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.variables = Object.fromEntries(
      Object.entries(FILES).map(([file, variable]) => [variable, join(folder, file)]),
    );
  }

  static async create(parent: string): Promise<FileCommands> {
    const commands = new FileCommands(await mkdtemp(join(parent, 'file_commands-')));
    await Promise.all(Object.values(commands.variables).map((path) => writeFile(path, '')));
    return commands;
  }

  /** Reads what the step wrote, and removes the files. */
  async take(): Promise<FileResults> {
    const errors: string[] = [];
    let failed = false;
    const pairs = async (file: FileName) => {
      try {
        return Object.fromEntries(parseKeyValues(await this.#read(file)));
      } catch (error) {
        failed = true;
        errors.push(`Unable to process file command '${file}' successfully.`, (error as Error).message);
        return {};
      }
    };
    const [outputs, state, env] = [await pairs('output'), await pairs('state'), await pairs('env')];
    for (const name of BLOCKED_VARIABLES.filter((blocked) => Object.hasOwn(env, blocked))) {
      delete env[name];
      errors.push(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
    }
    const path = (await this.#read('path')).split('\n').filter((line) => line !== '');
    let summary = await this.#read('step_summary');
    const kib = Math.ceil(Buffer.byteLength(summary) / 1024);
    if (kib > LARGEST_SUMMARY_KIB) {
      errors.push(
        `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${LARGEST_SUMMARY_KIB}k, got ${kib}k.`,
      );
      summary = '';
    }
    await rm(this.#folder, { recursive: true });
    return { outputs, state, env, path, summary, errors, failed };
  }

  /** A step may have removed a file: that is as good as an empty one. */
  async #read(file: FileName): Promise<string> {
    try {
      return await readFile(join(this.#folder, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return '';
    }
  }
}
