/** Carries out the commands in one step's output (actions/runner, ActionCommandManager). */
import type { JobScope } from './job-scope.ts';
import { parseCommand, type WorkflowCommand } from './workflow-command.ts';

/** What the deprecated commands for outputs and state have set. */
export interface CommandResults {
  readonly outputs: Record<string, string>;
  readonly state: Record<string, string>;
}

type Handler = (command: WorkflowCommand, line: string) => void;

/**
 * The runner refuses these since 2020: text in the output must not change the environment.
 * @fact `set-env` and `add-path` | are refused, and fail the step | source | actions/runner,
 *   ActionCommandManager
 */
const REFUSED = ['set-env', 'add-path'];

const NOT_IMPLEMENTED = ['echo', 'add-matcher', 'remove-matcher'];

export class CommandProcessor {
  readonly results: CommandResults = { outputs: {}, state: {} };
  /** Whether a command failed the step. */
  failed = false;
  readonly #scope: JobScope;
  readonly #handlers: ReadonlyMap<string, Handler>;
  #resumeToken: string | null = null;

  constructor(scope: JobScope) {
    this.#scope = scope;
    this.#handlers = new Map<string, Handler>([
      ...(['error', 'warning', 'notice'] as const).map((level): [string, Handler] => [
        level,
        ({ data, properties }) => scope.annotate(level, data, properties),
      ]),
      ['debug', ({ data }) => scope.debug && scope.write(`##[debug]${data}`)],
      ['group', ({ data }) => scope.write(`##[group]${data}`)],
      ['endgroup', () => scope.write('##[endgroup]')],
      ['add-mask', (command) => this.#addMask(command)],
      ['set-output', (command) => this.#set(this.results.outputs, command)],
      ['save-state', (command) => this.#set(this.results.state, command)],
      ...[...REFUSED, ...NOT_IMPLEMENTED].map((name): [string, Handler] => [
        name,
        (_, line) => this.#refuse(name, line),
      ]),
    ]);
  }

  line(line: string): void {
    if (this.#resumeToken !== null) {
      const token = this.#resumeToken;
      if (parseCommand(line, (name) => name === token.toLowerCase()) !== null) this.#resumeToken = null;
      this.#scope.write(line);
      return;
    }
    const command = parseCommand(line, (name) => name === 'stop-commands' || this.#handlers.has(name));
    if (command === null) {
      this.#scope.write(line);
    } else if (command.name === 'stop-commands') {
      this.#resumeToken = command.data;
      this.#scope.write(line);
    } else {
      this.#handlers.get(command.name)?.(command, line);
    }
  }

  #addMask({ data }: WorkflowCommand): void {
    if (data.trim() === '') {
      this.#scope.annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
      return;
    }
    this.#scope.masks.addLines(data);
  }

  #set(into: Record<string, string>, { name, properties, data }: WorkflowCommand): void {
    const key = properties.name ?? '';
    if (key === '') {
      this.#fail(name, `Required field 'name' is missing in ##[${name}] command.`);
      return;
    }
    const file = name === 'set-output' ? 'output' : 'state';
    this.#scope.annotate(
      'warning',
      `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files (GITHUB_${file.toUpperCase()}).`,
    );
    into[key] = data;
  }

  #refuse(name: string, line: string): void {
    this.#fail(
      line,
      REFUSED.includes(name)
        ? `The \`${name}\` command is disabled. Please upgrade to using Environment Files.`
        : `The sandbox's GitHub does not implement the command ${name}.`,
    );
  }

  #fail(what: string, why: string): void {
    this.failed = true;
    this.#scope.annotate('error', `Unable to process command '${what}' successfully.`);
    this.#scope.annotate('error', why);
  }
}
