/** From candidate to candidate, and to the release: the version and the changelog, by changesets alone. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { addSection, changesText, nextChanges, section } from '../../scripts/release/changelog.mjs';
import { ROOT } from './packed.ts';
import { Repository } from './repository.ts';

const CHANGESET = join(ROOT, 'node_modules/.bin/changeset');

const changeset = (name: string, text: string) => `---\n"@change-gate/${name}": patch\n---\n\n${text}\n`;

it('are raised together, and say what each brings', () => {
  const repository = new Repository();
  onTestFinished(() => repository.remove());
  const { folder } = repository;
  for (const file of repository.git('ls-files', '*package.json').split('\n')) {
    repository.write(file, repository.read(file).replace(/"version": "[^"]+"/, '"version": "2.0.0-rc.1"'));
  }
  repository.write('CHANGELOG.md', '# Changelog\n\nWords.\n\n## 2.0.0-rc.1\n\n- First.\n');
  repository.write(
    '.changeset/pre/first.md',
    changeset('servicenow-app', 'First.').replace('patch', 'major'),
  );
  repository.commit();

  const versions = () => [
    ...new Set(
      repository
        .git('ls-files', '*/package.json')
        .split('\n')
        .map((file) => JSON.parse(repository.read(file)).version),
    ),
  ];
  const run = (...args: readonly string[]) => execFileSync(CHANGESET, args, { cwd: folder, stdio: 'pipe' });
  const raise = () => {
    const changes = nextChanges(folder);
    run('version');
    addSection(folder, versions()[0], changes);
  };

  repository.write(
    '.changeset/one.md',
    // As an editor on Windows saves it.
    changeset('gitlab-component', 'The gate says why.\nIt also says where.').replaceAll('\n', '\r\n'),
  );
  repository.write('.changeset/two.md', changeset('core', '- One.\n- Two.'));
  raise();
  expect(versions()).toEqual(['2.0.0-rc.2']);
  expect(section(folder, '2.0.0-rc.2')).toBe(
    '### Every CI\n\n- One.\n- Two.\n\n### GitLab\n\n- The gate says why.\n  It also says where.',
  );

  run('pre', 'exit');
  raise();
  expect(versions()).toEqual(['2.0.0']);
  expect(section(folder, '2.0.0')).toContain('The gate says why.');
  expect(section(folder, '2.0.0')).toContain('### The app in ServiceNow\n\n- First.');
  const headings = repository.read('CHANGELOG.md').match(/^## .*$/gm);
  expect(headings).toEqual(['## 2.0.0', '## 2.0.0-rc.2', '## 2.0.0-rc.1']);
});

it('say nothing of a changeset without words', () => {
  expect(changesText([changeset('core', '')])).toBe('');
});

it('refuse a changeset that would begin the section of another version', () => {
  expect(() => changesText([changeset('core', '- One.\n\n## 9.9.9\n\n- Two.')])).toThrow(
    /heading.*## 9\.9\.9/,
  );
});
