/** The repositories of the CI/CD components that pipelines include. */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commit, git } from './git.ts';

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
    await git(repository, 'tag', version);
    await git(repository, 'config', 'uploadpack.allowFilter', 'true');
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
