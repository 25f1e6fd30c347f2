/** Stands in for container images: the programs that an image brings are scripts in a folder of its own. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutTag } from '../../base/image.ts';
import { notConfigured, PipelineError } from '../../base/pipeline-error.ts';
import { quoteForShell } from './job-script.ts';

/**
 * Image reference -> the programs that it brings, each with its command on this machine, e.g.
 * `{'$CI_REGISTRY/change-gate': {'change-gate': ['node', '/abs/dist/index.js']}}`: as the configuration writes it,
 * variables and all. A reference without a tag stands for every tag. What the image has beyond these, the
 * machine has.
 */
export type Images = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A host, a path without capitals, and perhaps a tag and a digest. */
const REFERENCE = /^([\w.-]+(:\d+)?\/)?[a-z0-9._/-]+(:\w[\w.-]*)?(@sha256:\S+)?$/;

/** A shell's exit code for a program that it does not find. */
const COMMAND_NOT_FOUND = 127;

/** @returns what a log says beside an exit code, where the image of a job could bring what is missing */
export function whereProgramsGo(code: number, image: string): string[] {
  if (code !== COMMAND_NOT_FOUND || image === '') return [];
  return [
    `The sandbox runs jobs on this machine. What ${image} brings beyond it, list in the configuration under gitlab.images.`,
  ];
}

export class ImageFolders {
  readonly #folders = new Map<string, string>();

  /** @param parent gets a folder for them */
  constructor(parent: string, images: Images) {
    for (const [index, [reference, programs]] of Object.entries(images).entries()) {
      const folder = join(parent, 'images', String(index));
      mkdirSync(folder, { recursive: true });
      for (const [name, argv] of Object.entries(programs)) {
        const script = `#!/bin/sh\nexec ${argv.map(quoteForShell).join(' ')} "$@"\n`;
        writeFileSync(join(folder, name), script, { mode: 0o755 });
      }
      this.#folders.set(reference, folder);
    }
  }

  /**
   * @param image empty for the runner's own, which brings nothing more
   * @param where the job
   * @fact An image whose path has capitals, or whose tag is empty | the job fails: `invalid reference format` | source |
   *   github.com/distribution/reference, regexp.go
   * @throws Error naming an image that was not given
   */
  find(image: string, where: string): string[] {
    if (image === '') return [];
    if (!isReference(image)) throw new Error(`failed to pull image "${image}": invalid reference format`);
    const folder = this.#folderOf(image);
    if (folder === undefined) throw missing(image, where);
    return [folder];
  }

  /** @throws PipelineError with a line for each image that was not given, before the first job runs */
  require(jobs: readonly { readonly name: string; readonly image: string }[]): void {
    const first = new Map<string, string>();
    for (const { name, image } of jobs) {
      const isImage = image !== '' && isReference(image);
      if (isImage && this.#folderOf(image) === undefined && !first.has(image)) first.set(image, name);
    }
    const problems = [...first].map(([image, name]) => missing(image, `job ${name}`).message);
    if (problems.length > 0) throw new PipelineError(problems.join('\n'));
  }

  #folderOf(image: string): string | undefined {
    return this.#folders.get(image) ?? this.#folders.get(withoutTag(image));
  }
}

/** Variables in it may hold anything. */
function isReference(image: string): boolean {
  return REFERENCE.test(image.replaceAll(/\$\{?\w+\}?/g, 'value'));
}

function missing(image: string, where: string): PipelineError {
  const example = `${withoutTag(image)}: {}`;
  const { message } = notConfigured('GitLab', `image ${image}`, where, 'gitlab.images', example);
  return new PipelineError(
    `${message}; a program that this machine lacks, or must not run, goes between the braces: \`PROGRAM: [COMMAND, OF, THIS, MACHINE]\``,
  );
}
