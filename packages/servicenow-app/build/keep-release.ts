/**
 * Keeps the install set that was built in `releases`, once its version is released: `node build/keep-release.ts`. Later upgrade
 * sets delete what it has and they have not. The file is to be committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');

/** @param releases the folder. @returns the file's path */
export async function keepRelease(version: string, releases = join(root, 'releases')): Promise<string> {
  const file = join(releases, `${version}.xml.gz`);
  await writeFile(file, gzipSync(await readFile(join(root, 'dist/change-gate-install.xml')), { level: 9 }));
  return file;
}

if (import.meta.main) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  process.stdout.write(`${await keepRelease(version)}\n`);
}
