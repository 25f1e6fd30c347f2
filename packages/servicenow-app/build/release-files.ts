/**
 * What a release of the app is made of, from a package that was built: `node build/release-files.ts FOLDER` copies it there.
 * Each file has the release's version in its name.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');

/** The update sets of a release, as they are called in `dist`. */
const SETS = ['change-gate-install.xml', 'change-gate-upgrade.xml', 'change-gate-codefresh-original.xml'];

/** @returns the name of a file of `dist` among the files of a release: `change-gate-install-1.0.0.xml` */
export function releasedName(file: string, version: string): string {
  return file.replace(/\.xml$/, `-${version}.xml`);
}

/**
 * Copies the update sets into a folder.
 * @param folder is made where it is not there
 * @returns the names of the files
 */
export async function copyReleaseFiles(folder: string, version: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const file of SETS)
    await copyFile(join(root, 'dist', file), join(folder, releasedName(file, version)));
  return SETS.map((file) => releasedName(file, version));
}

/**
 * Keeps the install set of a release in `releases`: later upgrade sets delete what it has and they have not. To be committed with
 * the release.
 */
export async function keepRelease(version: string): Promise<string> {
  const file = join(root, 'releases', `${version}.xml.gz`);
  await writeFile(file, gzipSync(await readFile(join(root, 'dist/change-gate-install.xml')), { level: 9 }));
  return file;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { keep: { type: 'boolean' } },
    allowPositionals: true,
  });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  for (const folder of positionals)
    process.stdout.write(`${(await copyReleaseFiles(folder, version)).join('\n')}\n`);
  if (values.keep === true) process.stdout.write(`${await keepRelease(version)}\n`);
}
