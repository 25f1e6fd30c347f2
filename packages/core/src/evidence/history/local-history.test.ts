import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { GitRepository } from '../../../test/git-repository.ts';
import { readLocalHistory } from './local-history.ts';

/**
 * root - v1 - fixed ------- merged - head       main
 *          \- f1 - f2 - f3 -/                   feature
 *          \- side
 */
const origin = GitRepository.create();
const root = origin.commit('The beginning');
const v1 = origin.commit('SHOP-1 The first version');
origin.git('tag', '--annotate', '--message', 'One', 'v1');
origin.git('checkout', '--quiet', '-b', 'feature');
const [f1, f2, f3] = ['SHOP-2 One', 'SHOP-2 Two', 'SHOP-2 Three'].map((title) => origin.commit(title)) as [
  string,
  string,
  string,
];
origin.git('checkout', '--quiet', '-b', 'side', 'v1');
const side = origin.commit('Beside');
origin.git('checkout', '--quiet', 'main');
const fixed = origin.commit('Fix', 'Petra Ødegård <petra@globex.example>');
origin.git('merge', '--quiet', '--no-ff', '--message', 'Merge feature', 'feature');
const merged = origin.head;
const head = origin.commit('\u001b[31m[code]<b>Red</b>[/code]');
origin.git('checkout', '--quiet', '--orphan', 'other');
const other = origin.commit('Another beginning');
origin.git('checkout', '--quiet', '--detach', head);

const folders: { remove(): void }[] = [origin];
afterAll(() => folders.forEach((each) => void each.remove()));
afterEach(() => void vi.unstubAllEnvs());

function cloned(...options: readonly string[]): GitRepository {
  const copy = origin.clone('--branch', 'main', ...options);
  folders.push(copy);
  return copy;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-no-git-'));
  folders.push({ remove: () => rmSync(folder, { recursive: true }) });
  return folder;
}

const shas = (history: Awaited<ReturnType<typeof readLocalHistory>>) =>
  'problem' in history ? history.problem : history.commits?.map(({ sha }) => sha).sort();

describe('readLocalHistory', () => {
  it('tells the commits between two, with their authors, and which are merges', async () => {
    const history = await readLocalHistory(origin.folder, { base: v1, head });
    expect(history).toMatchObject({ base: v1, direction: 'ahead' });
    expect(shas(history)).toEqual([head, merged, fixed, f1, f2, f3].sort());
    const commits = 'problem' in history ? [] : (history.commits ?? []);
    expect(commits[0]).toEqual({
      sha: head,
      title: '\u001b[31m[code]<b>Red</b>[/code]',
      author: { role: 'author', name: 'Dev', login: '', email: 'dev@globex.example' },
      isMerge: false,
    });
    expect(commits.filter(({ isMerge }) => isMerge).map(({ sha }) => sha)).toEqual([merged]);
    expect(commits.find(({ sha }) => sha === fixed)?.author.name).toBe('Petra Ødegård');
  });

  it.each([
    ['a tag', 'v1', head, 'ahead', v1],
    ['a branch', 'side', head, 'diverged', side],
    ['the start of a SHA', v1.slice(0, 10), head, 'ahead', v1],
    ['the same commit', head, head, 'same', head],
    ['a commit that stands behind', head, fixed, 'rollback', head],
    ['a commit on another branch', side, head, 'diverged', side],
    ['a commit with another beginning', other, head, 'diverged', other],
  ])('knows the direction from %s', async (_what, base, to, direction, sha) => {
    expect(await readLocalHistory(origin.folder, { base, head: to })).toMatchObject({ base: sha, direction });
  });

  it('tells of what diverged the commits that are new', async () => {
    expect(shas(await readLocalHistory(origin.folder, { base: side, head: fixed }))).toEqual([fixed]);
  });

  it('tells no commits of a rollback', async () => {
    expect(shas(await readLocalHistory(origin.folder, { base: head, head: root }))).toEqual([]);
  });

  it.each([
    [1, v1, 'it is shallow and does not hold'],
    // Two parents behind the merge, all of the feature's are missing but the last.
    [3, fixed, 'it is shallow and does not reach back to'],
    [3, merged, [head]],
    // Git forgets the parents of the last commit of a clone even where it has them.
    [5, v1, 'it is shallow and does not reach back to'],
    [6, v1, [head, merged, fixed, f1, f2, f3]],
  ])('of a clone of depth %i, tells only a range that is whole', async (depth, base, told) => {
    const history = await readLocalHistory(cloned(`--depth=${depth}`).folder, { base, head });
    expect(shas(history)).toEqual(typeof told === 'string' ? `${told} ${base}` : told.sort());
  });

  it('reads a clone without files, and fetches none', async () => {
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const copy = cloned('--filter=tree:0', '--no-checkout');
    copy.git('remote', 'set-url', 'origin', 'file:///nowhere');
    expect(shas(await readLocalHistory(copy.folder, { base: v1, head }))).toHaveLength(6);
  });

  it('goes by no repository that does not have the commit', async () => {
    const another = GitRepository.create();
    folders.push(another);
    const its = another.commit('Elsewhere');
    const told = await readLocalHistory(another.folder, { base: its, head });
    expect(told).toEqual({ problem: `it does not hold commit ${head}` });
    vi.stubEnv('GIT_DIR', join(origin.folder, '.git'));
    expect(await readLocalHistory(another.folder, { base: its, head })).toEqual(told);
  });

  it('says where there is no checkout, and where there is no git', async () => {
    const folder = emptyFolder();
    const range = { base: v1, head };
    expect(await readLocalHistory(folder, range)).toEqual({ problem: 'there is no checkout here' });
    expect(await readLocalHistory(join(folder, 'absent'), range)).toEqual({
      problem: 'there is no checkout here',
    });
    vi.stubEnv('PATH', folder);
    expect(await readLocalHistory(origin.folder, range)).toEqual({ problem: 'there is no git here' });
  });

  it("takes no repository's replacements for its history", async () => {
    const copy = cloned();
    copy.git('replace', '--graft', head, v1);
    expect(shas(await readLocalHistory(copy.folder, { base: v1, head }))).toHaveLength(6);
  });

  it('starts nothing that a repository names, and takes no ref for an option', async () => {
    const copy = cloned();
    const mark = join(copy.folder, 'started');
    const script = join(copy.folder, 'script.sh');
    writeFileSync(script, `#!/bin/sh\ntouch '${mark}'\n`);
    chmodSync(script, 0o755);
    for (const key of ['fsmonitor', 'pager', 'editor', 'sshCommand', 'askPass', 'gitProxy'])
      copy.git('config', `core.${key}`, script);
    for (const [key, value] of Object.entries({
      'log.showSignature': 'true',
      'gpg.program': script,
      'alias.rev-list': `!${script}`,
      'diff.external': script,
      'credential.helper': script,
    }))
      copy.git('config', key, value);
    mkdirSync(join(copy.folder, '.git/hooks'), { recursive: true });
    expect(shas(await readLocalHistory(copy.folder, { base: v1, head }))).toHaveLength(6);
    const hostile = `--output=${mark}`;
    expect(await readLocalHistory(copy.folder, { base: hostile, head })).toEqual({
      problem: `it does not hold ${hostile}`,
    });
    // A partial clone fetches what it lacks, by whatever its configuration names.
    for (const [key, value] of Object.entries({
      'remote.origin.promisor': 'true',
      'remote.origin.partialCloneFilter': 'tree:0',
      'remote.origin.url': 'ssh://git.globex.example/shop',
      'protocol.ssh.allow': 'always',
      'extensions.partialClone': 'origin',
      'core.repositoryFormatVersion': '1',
    }))
      copy.git('config', key, value);
    expect(await readLocalHistory(copy.folder, { base: 'd'.repeat(40), head })).toEqual({
      problem: `it does not hold ${'d'.repeat(40)}`,
    });
    expect(existsSync(mark)).toBe(false);
  });

  it('gives git none of the variables of the job, and says why git does not read', async () => {
    const folder = emptyFolder();
    const git = join(folder, 'git');
    writeFileSync(
      git,
      '#!/bin/sh\necho "fatal: detected dubious ownership in repository at $SECRET$GIT_SSH_COMMAND" >&2\nexit 128\n',
    );
    chmodSync(git, 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    expect(await readLocalHistory(folder, { base: v1, head })).toEqual({
      problem: 'its folder belongs to another user than this step runs as, so git does not read it',
    });
    writeFileSync(git, '#!/bin/sh\necho "fatal: broken $SECRET$GIT_SSH_COMMAND" >&2\nexit 128\n');
    vi.stubEnv('SECRET', 'hunter2');
    vi.stubEnv('GIT_SSH_COMMAND', 'evil');
    expect(await readLocalHistory(folder, { base: v1, head })).toEqual({ problem: 'git says "broken "' });
  });
});
