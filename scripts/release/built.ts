import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @throws Error where the bundle of a folder is missing, or was built of another version */
export function assertBuilt(folder: string, version: string): void {
  const bundle = join(folder, 'dist/index.js');
  if (!existsSync(bundle)) throw new Error('There is no dist/index.js: run `npm run build` first.');
  if (!readFileSync(bundle, 'utf8').includes(`"${version}"`))
    throw new Error(`dist/index.js is not that of ${version}: run \`npm run build\` first.`);
}
