/** Runs a step's command as a process of this machine, as near to a container as a process comes. */
import { extname } from 'node:path';
import { runGroup } from '../../../process/process-group.ts';

const META_MOUNT = '/meta';
export const VOLUME_MOUNT = '/codefresh/volume';

export interface ContainerRequest {
  readonly command:
    | { readonly kind: 'entry-point'; readonly argv: readonly string[] }
    | { readonly kind: 'shell'; readonly shell: 'sh' | 'bash'; readonly commands: readonly string[] };
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** The folders of this machine that stand for `/meta` and `/codefresh/volume`. */
  readonly metaFolder: string;
  readonly volumeFolder: string;
  /** Aborting kills the process and its children. */
  readonly stop: AbortSignal;
  onLine(line: string): void;
}

/**
 * @returns the exit code; null when a signal ended it; 127 when there is no such program
 */
export async function runContainer(request: ContainerRequest): Promise<number | null> {
  const [program, ...args] = commandLine(request);
  if (program === undefined) throw new Error('the image has no entry point; the step needs `commands`');
  return runGroup({
    command: [program, ...args],
    cwd: request.workingDirectory,
    env: environment(request),
    stop: request.stop,
    onLine: request.onLine,
  });
}

function commandLine({ command, metaFolder, volumeFolder }: ContainerRequest): readonly string[] {
  if (command.kind === 'entry-point') return command.argv;
  // A shell cannot be given other paths the way Node can, so they are rewritten in its text.
  const script = command.commands
    .join('\n')
    .replace(/(?<![\w./-])\/codefresh\/volume(?![\w-])/g, volumeFolder)
    .replace(/(?<![\w./-])\/meta(?![\w-])/g, metaFolder);
  return [command.shell, '-e', '-c', script];
}

function environment({ command, environment, metaFolder, volumeFolder }: ContainerRequest) {
  const preload = new URL(`./container-paths${extname(import.meta.filename)}`, import.meta.url);
  preload.searchParams.set(META_MOUNT, metaFolder);
  preload.searchParams.set(VOLUME_MOUNT, volumeFolder);
  return {
    PATH: process.env.PATH ?? '',
    ...environment,
    CF_VOLUME_PATH: command.kind === 'shell' ? volumeFolder : VOLUME_MOUNT,
    NODE_OPTIONS: `--import=${preload.href}`,
  };
}
