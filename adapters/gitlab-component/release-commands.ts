/** What people run to release the component, once it is written. */

const RELEASE = /^\d+\.\d+\.\d+$/;

/**
 * @param folder the clone that it was written into
 * @param tags that the project has already
 * @returns lines of a shell with words between them; `@1` and `@1.2` of a project that is not in the catalog are tags
 *   (lib/gitlab/ci/components/instance_path.rb, `sha_by_ref`), and have to be moved
 */
export function releaseCommands(folder: string, version: string, tags: readonly string[]): string {
  const git = `git -C ${folder}`;
  const parts = partsThatStandFor(version, tags);
  return [
    `  ${git} add --all && ${git} commit --message 'Release ${version}'`,
    `  ${git} tag ${version} && ${git} push origin HEAD ${version}`,
    ...(parts.length === 0
      ? []
      : [
          'When the pipeline of the tag has passed, and the project is not in the catalog, which knows the newest ' +
            `${parts.join(' and ')} by itself:`,
          ...parts.map((part) => `  ${git} tag --force ${part}`),
          `  ${git} push --force origin ${parts.join(' ')}`,
        ]),
    '',
  ].join('\n');
}

/** The major version and the minor one, unless a later release has it; none for a release candidate. */
function partsThatStandFor(version: string, tags: readonly string[]): string[] {
  if (!RELEASE.test(version)) return [];
  const { compare } = new Intl.Collator('en', { numeric: true });
  const releases = tags.filter((tag) => RELEASE.test(tag));
  const [major = '', minor = ''] = version.split('.');
  return [major, `${major}.${minor}`].filter((part) =>
    releases.filter((tag) => tag.startsWith(`${part}.`)).every((tag) => compare(tag, version) <= 0),
  );
}
