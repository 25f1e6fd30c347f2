/** What is in each part of a release: all that it needs, its licences, and nothing else. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMAGES, NPM_PACKAGES, VERSION } from '../../scripts/release/names.mjs';
import { assets } from '../../scripts/release/state.mjs';
import { packed, ROOT } from './packed.ts';

let release: Awaited<ReturnType<typeof packed>>;
beforeAll(async () => {
  release = await packed();
});
afterAll(() => release.remove());

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const glob = (pattern: string, folder: string) => globSync(pattern, { cwd: join(ROOT, folder) });

const tarball = (folder: string) => `change-gate-${basename(folder)}-${VERSION}.tgz`;

function contents(folder: string): string[] {
  const listed = execFileSync('tar', ['-tzf', join(release.folder, tarball(folder))], { encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .map((path) => path.replace('package/', ''))
    .sort();
}

/** What tsc makes of the sources. */
function compiled(folder: string, out: string): string[] {
  const sources = glob('src/**/*.ts', folder).filter(
    (file) => !/\.test\.ts$|\/fixtures\/|^src\/board\/page\//.test(file),
  );
  return sources.flatMap((file) =>
    ['.js', '.d.ts'].map((ending) => file.replace('src', out).replace(/\.ts$/, ending)),
  );
}

it('has these files, by their sums', () => {
  expect(assets(release.folder).sort()).toEqual(
    [
      ...NPM_PACKAGES.map(tarball),
      ...['install', 'upgrade', 'codefresh-original'].map((set) => `change-gate-${set}-${VERSION}.xml`),
      `codefresh-step-${VERSION}.yaml`,
    ].sort(),
  );
  const sums = read(release.folder, 'SHA256SUMS')
    .trim()
    .split('\n')
    .map((line) => line.split('  '));
  expect(sums.map(([, name]) => name)).toEqual(release.files);
  for (const [sum, name = ''] of sums) {
    const bytes = readFileSync(join(release.folder, name));
    expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sum);
  }
});

it('says in its notes what the changelog says', () => {
  const [, section = ''] = read(ROOT, 'CHANGELOG.md').split(`\n## ${VERSION}\n`);
  expect(read(release.folder, 'NOTES.md')).toContain(section.split('\n## ')[0]?.trim());
});

describe('a package for npm has README, LICENSE and what is built, and nothing else', () => {
  const FRONT = ['LICENSE', 'README.md', 'package.json'];

  it.each(['packages/core', 'packages/cli'])('%s', (folder) => {
    expect(contents(folder)).toEqual([...FRONT, ...compiled(folder, 'dist')].sort());
  });

  it('packages/sandbox', () => {
    const page = glob('dist/board/page/**/*.*', 'packages/sandbox');
    expect(page.map((file) => file.replace(/-[\w-]{8}(?=\.)/, '')).sort()).toEqual(
      ['assets/index.css', 'assets/index.js', 'index.html', 'licenses.md'].map(
        (file) => `dist/board/page/${file}`,
      ),
    );
    expect(contents('packages/sandbox')).toEqual(
      [...FRONT, ...page, ...compiled('packages/sandbox', 'dist')].sort(),
    );
  });

  it('adapters/gitlab-component', () => {
    const folder = 'adapters/gitlab-component';
    const approval = compiled(folder, 'lib').filter((file) => /^lib\/approval[./]/.test(file));
    const bundle = glob('dist/*', folder);
    expect(bundle.map((file) => file.replace(/\d+\.index/, 'N.index'))).toContain('dist/licenses.txt');
    expect(contents(folder)).toEqual([...FRONT, ...bundle, ...approval].sort());
  });

  it.each(NPM_PACKAGES)('%s names its repository and no workspace', (folder) => {
    const args = ['-xOzf', join(release.folder, tarball(folder)), 'package/package.json'];
    const manifest = JSON.parse(execFileSync('tar', args, { encoding: 'utf8' }));
    expect(manifest).toMatchObject({
      version: VERSION,
      license: 'MIT',
      engines: { node: '>=24' },
      publishConfig: { access: 'public' },
      repository: { directory: folder },
    });
    expect(JSON.stringify(manifest.dependencies ?? {})).not.toContain('workspace:');
  });
});

describe('the context of an image has what its Dockerfile copies, and nothing else', () => {
  it.each(Object.keys(IMAGES))('%s', (folder) => {
    const context = join(release.folder, 'images', basename(folder));
    expect(globSync('**/*.*', { cwd: context }).sort()).toEqual(glob('dist/*', folder).sort());
    expect(read(context, 'Dockerfile')).toMatch(/^COPY dist\/ /m);
    expect(existsSync(join(context, 'dist/licenses.txt'))).toBe(true);
  });
});

describe('the licence of each package in a bundle is beside it', () => {
  /** What `scripts/bundle.mjs` leaves out is in none. */
  const LEFT_OUT = ['undici', 'tunnel'];

  it.each(glob('adapters/*', ''))('%s', (folder) => {
    const code = [...glob('packages/core/dist/**/*.js', ''), ...glob(`${folder}/lib/**/*.js`, '')];
    const imported = code.flatMap((file) =>
      [...read(ROOT, file).matchAll(/(?:from|import\() ?'([a-z@][^'.:]*(?:\.\w+)?)'/g)].map(
        ([, name = '']) => name,
      ),
    );
    const packages = new Set(imported.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''));
    const others = [...packages].filter(
      (name) => !name.startsWith('@change-gate/') && !LEFT_OUT.includes(name),
    );
    const licensed = [
      ...read(ROOT, folder, 'dist/licenses.txt').matchAll(/^([@a-z][\w@/.-]*)\n[A-Z][\w.-]*\n/gm),
    ];
    expect(others.length).toBeGreaterThan(2);
    expect(licensed.map(([, name]) => name)).toEqual(expect.arrayContaining(others));
  });

  it('packages/sandbox, whose page holds a library', () => {
    const page = read(ROOT, 'packages/sandbox/dist/board/page/licenses.md');
    expect([...page.matchAll(/^## (\S+) - /gm)].map(([, name]) => name)).toEqual(['preact']);
  });
});
