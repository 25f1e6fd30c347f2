/** The steps that publish, with recorded programs in place of npm and gh. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NPM_PACKAGES, VERSION } from '../../scripts/release/names.mjs';
import { Repository } from './repository.ts';

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => repository.remove());

const FILE = 'change-gate-install.xml';

/** The tarballs have the version that stands in the repository. */
function layOut(): void {
  const { version } = JSON.parse(repository.read('packages/core/package.json'));
  const tarballs = NPM_PACKAGES.map((folder) => `change-gate-${folder.replace(/^.*\//, '')}-${version}.tgz`);
  const sums = [FILE, ...tarballs].map((name) => {
    repository.write(`release/${name}`, name);
    return `${createHash('sha256').update(name).digest('hex')}  ${name}\n`;
  });
  repository.write('release/SHA256SUMS', sums.join(''));
  repository.write('release/COMMIT', `${repository.git('rev-parse', 'HEAD')}\n`);
  repository.write('release/NOTES.md', 'Notes\n');
}

/** As changesets leaves it. */
function raiseTo(version: string): void {
  for (const file of repository.git('ls-files', '*package.json').split('\n')) {
    repository.write(
      file,
      repository.read(file).replace(`"version": "${VERSION}"`, `"version": "${version}"`),
    );
  }
  repository.write('CHANGELOG.md', `# Changelog\n\n## ${version}\n\n### Every CI\n\n- Mended.\n`);
  repository.keepInstallSet(version);
  repository.commit();
}

describe('a candidate', () => {
  const CANDIDATE = '3.1.0-rc.2';
  beforeEach(() => {
    raiseTo(CANDIDATE);
    layOut();
  });

  it('goes to npm as rc, core first, with provenance; what is there is left alone', () => {
    const names = NPM_PACKAGES.map((folder) => folder.replace(/^.*\//, ''));
    const command = (name: string) =>
      `npm publish ./release/change-gate-${name}-${CANDIDATE}.tgz --access public --tag rc --provenance`;
    expect(repository.step('npm')).toMatchObject({ status: 0, stderr: '' });
    expect(repository.published).toEqual(names.map(command));
    const { stdout } = repository.step('npm');
    expect(stdout.match(/published already/g)).toHaveLength(names.length);
    expect(repository.published).toHaveLength(names.length);
  });

  it('that stopped in the middle goes on from there', () => {
    const { status, stderr } = repository.step('npm', { FAILS_AT: 'change-gate-sandbox-' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/@change-gate\/sandbox .* is not published: npm publish .* run this step again/);
    expect(repository.published).toHaveLength(2);
    expect(repository.step('npm').status).toBe(0);
    expect(repository.published).toHaveLength(4);
  });

  it('that stopped in the middle does not go on from another commit, whose packages differ', () => {
    repository.step('npm', { FAILS_AT: 'change-gate-sandbox-' });
    const { status, stderr } = repository.step('npm', { NPM_HAS: 'sha512-b3RoZXI=' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /npm has a @change-gate\/core \S+ that is not release\/change-gate-core-.*changeset/,
    );
    expect(repository.published).toHaveLength(2);
  });

  it('has its image made until it is released', () => {
    expect(repository.step('image')).toMatchObject({ status: 0, stderr: '' });
    repository.git('tag', `v${CANDIDATE}`);
    expect(repository.step('image').stderr).toContain('its image is made once');
  });

  it('is a draft on GitHub until its files are there, and moves no tag', () => {
    const commit = repository.git('rev-parse', 'HEAD');
    expect(repository.step('github', { FAILS_AT: 'release upload' }).status).toBe(1);
    expect(repository.published).toEqual([
      expect.stringMatching(`^gh release create v${CANDIDATE} .* --draft --target ${commit} --prerelease `),
    ]);
    expect(repository.step('github')).toMatchObject({ status: 0, stderr: '' });
    expect(repository.published.slice(1)).toEqual([
      expect.stringMatching(
        `^gh release upload v${CANDIDATE} --repo change-gate/change-gate --clobber release/SHA256SUMS .*release/${FILE} .*$`,
      ),
      // The draft of another commit would be released on that one.
      expect.stringMatching(
        `^gh release edit v${CANDIDATE} --repo change-gate/change-gate --target ${commit} .* --draft=false$`,
      ),
    ]);
    expect(repository.step('github').stdout).toContain('published already');
    expect(repository.published).toHaveLength(3);
  });
});

describe('a release', () => {
  it('goes to npm as latest, and moves the tag of its major version', () => {
    raiseTo('3.1.0');
    layOut();
    expect(repository.step('npm').status).toBe(0);
    expect(repository.published[0]).toContain('-3.1.0.tgz --access public --tag latest');
    expect(repository.step('github', { MAJOR_TAG: 'abc' })).toMatchObject({ status: 0, stderr: '' });
    const commit = repository.git('rev-parse', 'HEAD');
    expect(repository.published.at(-1)).toBe(
      `gh api --method PATCH repos/change-gate/change-gate/git/refs/tags/v3 -f sha=${commit} -F force=true`,
    );
    expect(repository.step('github').stdout).toMatch(/tag v3: published already/);
  });

  it('makes that tag where there is none', () => {
    raiseTo('3.0.0');
    layOut();
    expect(repository.step('github').status).toBe(0);
    expect(repository.published.at(-1)).toContain(
      '--method POST repos/change-gate/change-gate/git/refs -f ref=refs/tags/v3',
    );
  });
});

describe('nothing is published', () => {
  it.each<[string, () => void, RegExp]>([
    ['before it is packed', () => {}, /Nothing is packed: run/],
    [
      'of a tree with changes',
      () => repository.write('CHANGELOG.md', `${repository.read('CHANGELOG.md')}\n`),
      /has changes: commit them/,
    ],
    [
      'of another commit than was packed',
      () => repository.git('commit', '--allow-empty', '--quiet', '--message', 'y'),
      /was packed from \w+, which is not checked out/,
    ],
    [
      'that was packed from a tree with changes',
      () => repository.write('release/COMMIT', `${repository.git('rev-parse', 'HEAD')}-dirty\n`),
      /was packed from \w+-dirty, which is not checked out/,
    ],
    [
      'once a packed file is another',
      () => repository.write(`release/${FILE}`, ''),
      /release\/change-gate-install.xml is not the file that was packed/,
    ],
    [
      'once a file is there that was not packed',
      () => repository.write('release/change-gate-core-0.0.1.tgz', ''),
      /release\/change-gate-core-0.0.1.tgz is not the file that was packed/,
    ],
    [
      'once a later version is released',
      () => repository.git('tag', 'v10.0.0'),
      /v10.0.0 is released, which is later than/,
    ],
    [
      'while a package has another version',
      () => {
        repository.write('packages/cli/package.json', '{"version": "9.9.9"}');
        repository.commit();
      },
      /packages\/cli\/package.json has version 9.9.9, core /,
    ],
    [
      'without a section in the changelog',
      () => {
        repository.write('CHANGELOG.md', '# Changelog\n');
        repository.commit();
      },
      /CHANGELOG.md has no section/,
    ],
    [
      'while its install set is not kept for the next upgrade',
      () => {
        repository.git('rm', '--quiet', `packages/servicenow-app/releases/${VERSION}.xml.gz`);
        repository.commit();
        layOut();
      },
      /install set of \S+ is not kept.*--keep/,
    ],
    [
      'where the tag is on another commit',
      () => {
        repository.git('tag', `v${VERSION}`);
        repository.git('commit', '--allow-empty', '--quiet', '--message', 'y');
      },
      /is on another commit/,
    ],
  ])('%s', (what, change, says) => {
    if (what !== 'before it is packed') layOut();
    change();
    const { status, stderr } = repository.step('npm');
    expect(stderr).toMatch(says);
    expect(status).toBe(1);
    expect(repository.published).toEqual(['']);
  });
});

describe('what is due', () => {
  it.each<[string, () => void, string]>([
    ['a version without a tag', () => {}, 'release'],
    ['one with its tag', () => repository.git('tag', `v${VERSION}`), 'nothing'],
    ['a changeset that waits', () => repository.write('.changeset/mend.md', '---\n---\n'), 'version'],
    [
      'the end of the candidates',
      () => repository.write('.changeset/pre.json', '{"mode": "exit", "tag": "rc"}'),
      'version',
    ],
    [
      'a version that a candidate of the next has overtaken',
      () => {
        raiseTo('3.1.0');
        repository.git('tag', 'v3.2.0-rc.1');
      },
      'release',
    ],
  ])('%s', (_what, change, due) => {
    change();
    expect(repository.step('plan').stdout).toMatch(new RegExp(`^due=${due}\nversion=\\d\\S+\n$`));
  });

  it('is not known where git does not tell', () => {
    const { status, stdout, stderr } = repository.step('plan', { GIT_DIR: '/nowhere' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^git tag --list v\S+: fatal: not a git repository/);
  });
});
