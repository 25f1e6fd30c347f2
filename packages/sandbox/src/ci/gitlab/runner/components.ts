/** The CI/CD components that pipelines include, as the projects of this GitLab publish them. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ComponentAccess } from '../component-access.ts';
import { GitRepository } from './git-repository.ts';

/** A CI/CD component as its project on this GitLab publishes it. */
export interface ComponentProject extends ComponentAccess {
  /** `group/project` */
  readonly path: string;
  /** Holds `templates/`. */
  readonly folder: string;
  /** The tag that it is released under. */
  readonly version: string;
  /**
   * Whether the release is in the CI/CD catalog: true when left out. In a project that is not there, a mirror on a
   * self-managed instance for one, `$[[ component.version ]]` is null, tag or not (GitLab docs, `spec:component`).
   */
  readonly inCatalog?: boolean;
}

export interface PublishedComponent extends ComponentAccess {
  /** `group/project` */
  readonly path: string;
  readonly version: string;
  /** Text by path, as an include of the version reads it. */
  readonly released: Readonly<Record<string, string>>;
  /** For includes of a branch or of a commit, which have no version; gitlab-ci-local fills in the rest. */
  readonly repository: GitRepository;
}

export function publishComponents(components: readonly ComponentProject[]): Promise<PublishedComponent[]> {
  return Promise.all(
    components.map(async ({ folder, inCatalog = true, ...component }) => {
      const { version } = component;
      const files = await readTemplates(folder);
      const unreleased = mapValues(files, (text) => text.replaceAll('$[[ component.version ]]', ''));
      const repository = await GitRepository.of({ branch: 'main', tag: version, files: unreleased });
      const context = { version: inCatalog ? version : '', sha: repository.sha };
      return {
        ...component,
        released: mapValues(files, (text, file) => fillIn(file, text, context)),
        repository,
      };
    }),
  );
}

/**
 * @fact `component.version` in a component | the release; null for a branch, a commit, and what is not in
 *   the catalog; null in a longer text is empty | source | lib/gitlab/ci/components/instance_path.rb, `matched_version`;
 *   spec/services/ci/create_pipeline_service/component_interpolation_spec.rb
 */
function fillIn(file: string, text: string, context: Readonly<Record<string, string>>): string {
  const [, name = ''] = /^templates\/([^/]+?)(?:\.yml|\/template\.yml)$/.exec(file) ?? [];
  const values = { ...context, name };
  return Object.entries(values).reduce(
    (filled, [key, value]) => filled.replaceAll(`$[[ component.${key} ]]`, value),
    text,
  );
}

function mapValues(
  files: Readonly<Record<string, string>>,
  change: (text: string, file: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, change(text, file)]));
}

async function readTemplates(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(join(folder, 'templates'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path)] = await readFile(path, 'utf8');
  }
  return files;
}
