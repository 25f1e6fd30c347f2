/** Runs one freestyle step, on its own or as a sub-step of a step type. */

import { rm } from 'node:fs/promises';
import { withoutTag } from '../../base/image.ts';
import { notConfigured, PipelineError } from '../../base/pipeline-error.ts';
import type { FreestyleStep } from '../definition/step.ts';
import { substitute } from '../definition/substitution.ts';
import type { Images } from '../options.ts';
import { type ContainerRequest, runContainer } from './container.ts';
import { type Exports, takeExports } from './exports.ts';
import type { RunContext } from './run-context.ts';
import { StepScope } from './step-scope.ts';

export interface FreestyleScope {
  /** What the log calls the step. */
  readonly label: string;
  /** Variables beyond the build's own, for the environment and for `${{NAME}}`. */
  readonly exported: Readonly<Record<string, string>>;
  /** For `${{NAME}}` only: the arguments of a step type. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly steps: ConstructorParameters<typeof StepScope>[1];
}

/**
 * Where exports are read.
 * @fact Where a step exports | a freestyle step in the volume, for the whole build; a step type in `/meta`,
 *   for its `returns` | source | codefresh-io/steps, argocd-app-status
 */
export type ExportsLocation = 'meta' | 'volume';

/** @throws Error when the step fails; its message says why */
export async function runFreestyle(
  step: FreestyleStep,
  scope: FreestyleScope,
  run: RunContext,
  exportsLocation: ExportsLocation,
): Promise<Exports['values']> {
  const variables = { ...run.variables, ...scope.exported };
  const { read } = new StepScope({ ...variables, ...scope.arguments }, scope.steps);
  const image = substitute(step.image, read);
  const folders = await run.workspace.newStep();
  const code = await runContainer({
    command: command(step, image, entryPoint(step, image, run.images), read),
    environment: {
      HOME: folders.home,
      ...variables,
      CF_STEP_NAME: step.name,
      ...Object.fromEntries(step.environment.map((item) => assignment(substitute(item, read)))),
    },
    workingDirectory: await run.workspace.workingDirectory(
      run.workspace.inClone(step.workingDirectory, read),
      folders,
      step.where,
    ),
    metaFolder: folders.meta,
    volumeFolder: run.workspace.volume,
    stop: run.stop,
    onLine: (line) => run.build.write(`${scope.label} | ${line}`),
  });
  const [meta, volume] = await Promise.all([takeExports(folders.meta), takeExports(run.workspace.volume)]);
  await rm(folders.root, { recursive: true });
  run.stop.throwIfAborted();
  if (code !== 0) throw new PipelineError(code === null ? 'was killed' : `exit code ${code}`);
  const exports = exportsLocation === 'meta' ? meta : volume;
  for (const line of exports.oddLines) {
    run.build.write(
      `${scope.label} | Warning: line ${line} of env_vars_to_export is not KEY=VALUE; it was left out`,
    );
  }
  return exports.values;
}

/**
 * @param image the step's, filled in
 * @throws PipelineError when the configuration does not have it
 */
export function entryPoint(step: FreestyleStep, image: string, images: Images): readonly string[] {
  const known = [image, withoutTag(image)].find((reference) => Object.hasOwn(images, reference));
  if (known !== undefined) return images[known] ?? [];
  // A shell in place of a program would do nothing, and succeed.
  const command = step.commands === null ? 'COMMAND, OF, THIS, MACHINE' : '/bin/sh';
  const example = `${withoutTag(image)}: [${command}]`;
  throw notConfigured('Codefresh', `image ${image}`, step.where, 'codefresh.images', example);
}

function command(
  step: FreestyleStep,
  image: string,
  argv: readonly string[],
  read: StepScope['read'],
): ContainerRequest['command'] {
  if (step.commands !== null) {
    const commands = step.commands.map((line) => substitute(line, read));
    return { kind: 'shell', shell: step.shell, commands };
  }
  if (argv.length === 0) {
    throw new PipelineError(
      `the sandbox knows no entry point for image ${image}: give it under \`codefresh.images\`, or the step \`commands\``,
    );
  }
  return { kind: 'entry-point', argv: [...argv, ...step.cmd.map((argument) => substitute(argument, read))] };
}

function assignment(item: string): [name: string, value: string] {
  const at = item.indexOf('=');
  return [item.slice(0, at), item.slice(at + 1)];
}
