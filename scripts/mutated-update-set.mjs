/** The app's update set with mutants in its script includes, for the tests that run the app in the sandbox. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleServer } from '../packages/servicenow-app/build/bundle-server.ts';

const dist = join(import.meta.dirname, '../packages/servicenow-app/dist');

/**
 * @param {[file: string, code: string][]} sources of script includes, with mutants; built as the app's build does
 * @param {string} folder to write to, below the app's, where its imports are found
 * @returns {Promise<string>} where the update set is
 */
export async function updateSetWith(sources, folder) {
  for (const kind of ['includes', 'scripts']) mkdirSync(join(folder, 'server', kind), { recursive: true });
  for (const [file, code] of sources) writeFileSync(join(folder, 'server/includes', basename(file)), code);
  await bundleServer(join(folder, 'server'), join(folder, 'built'));
  let updateSet = readFileSync(join(dist, 'change-gate-update-set.xml'), 'utf8');
  for (const [file] of sources) {
    const script = `includes/${basename(file, '.ts')}.js`;
    const before = asInUpdateSet(join(dist, 'server', script));
    if (!updateSet.includes(before)) throw new Error(`The update set has another ${script}: npm run build`);
    updateSet = updateSet.replace(before, () => asInUpdateSet(join(folder, 'built', script)));
  }
  const target = join(folder, 'update-set.xml');
  writeFileSync(target, updateSet);
  return target;
}

function asInUpdateSet(path) {
  const text = readFileSync(path, 'utf8').trim();
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
