/** Whether the dependencies are installed as the manifests and the lock file want them: to ask pnpm takes a while. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was wanted when pnpm last ended well. */
const STAMP = 'node_modules/.change-gate-installed';

/** What pnpm writes at its end about what it has installed. */
const INSTALLED = ['node_modules/.modules.yaml', 'node_modules/.pnpm/lock.yaml'];

/** @param root a folder, with what is installed below it */
export function isInstalled(root) {
  const stamp = stampOf(root);
  return stamp !== undefined && read(join(root, STAMP)) === stamp;
}

/** Before pnpm begins: should it be interrupted, nothing is known of what it has left. */
export function forgetInstalled(root) {
  rmSync(join(root, STAMP), { force: true });
}

/** After pnpm has ended well. */
export function rememberInstalled(root) {
  const stamp = stampOf(root);
  if (stamp !== undefined) writeFileSync(join(root, STAMP), stamp);
}

/** @returns `undefined` where something is not there */
function stampOf(root) {
  const folders = ['.', 'docs', 'test', ...['packages', 'adapters'].flatMap((parent) => below(root, parent))];
  if (!folders.every((folder) => existsSync(join(root, folder, 'node_modules')))) return undefined;
  const manifests = folders.map((folder) => join(folder, 'package.json'));
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of [...manifests, 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...INSTALLED]) {
    const text = read(join(root, file));
    if (text === undefined) return undefined;
    hash.update(`\0${file}\0${text}`);
  }
  return hash.digest('hex');
}

/** @returns the workspace's packages in this folder */
function below(root, parent) {
  return readdirSync(join(root, parent))
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
