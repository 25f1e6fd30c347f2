/**
 * What a release takes from the built app. `node build/release-files.ts FOLDER` copies its update sets there, each with the version
 * in its name; `--keep` keeps the install set in `releases`.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');

/** The update sets, as they are called in `dist`. */
const SETS = ['change-gate-install.xml', 'change-gate-upgrade.xml', 'change-gate-codefresh-original.xml'];

/** @param folder is made where it is not there. @returns the names of the files */
export async function copyReleaseFiles(folder: string, version: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names = SETS.map((file) => file.replace(/\.xml$/, `-${version}.xml`));
  await Promise.all(
    SETS.map((file, index) => copyFile(join(root, 'dist', file), join(folder, names[index] ?? file))),
  );
  return names;
}

/**
 * Keeps the install set of a version: later upgrade sets delete what it has and they have not. The file is to be committed.
 * @param releases the folder
 * @returns the file's path
 */
export async function keepRelease(version: string, releases = join(root, 'releases')): Promise<string> {
  const file = join(releases, `${version}.xml.gz`);
  await writeFile(file, gzipSync(await readFile(join(root, 'dist/change-gate-install.xml')), { level: 9 }));
  return file;
}

if (import.meta.main) {
  const options = { keep: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  for (const folder of positionals)
    process.stdout.write(`${(await copyReleaseFiles(folder, version)).join('\n')}\n`);
  if (values.keep === true) process.stdout.write(`${await keepRelease(version)}\n`);
}
