/** The CI/CD components that pipelines include, as the projects of this GitLab publish them. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { GitRepository } from './git-repository.ts';

/** A CI/CD component as its project on this GitLab publishes it. */
export interface ComponentProject {
  /** `group/project` */
  readonly path: string;
  /** Holds `templates/`. */
  readonly folder: string;
  /** The tag that it is released under. */
  readonly version: string;
}

export interface PublishedComponent {
  /** `group/project` */
  readonly path: string;
  readonly version: string;
  readonly repository: GitRepository;
}

export function publishComponents(components: readonly ComponentProject[]): Promise<PublishedComponent[]> {
  return Promise.all(
    components.map(async ({ path, folder, version }) => {
      const files = await readTemplates(folder, version);
      return { path, version, repository: await GitRepository.of({ branch: 'main', tag: version, files }) };
    }),
  );
}

/** With the version filled in, as GitLab does for a tag; gitlab-ci-local does it for partial versions only. */
async function readTemplates(folder: string, version: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(join(folder, 'templates'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    files[relative(folder, path)] = text.replaceAll('$[[ component.version ]]', version);
  }
  return files;
}
