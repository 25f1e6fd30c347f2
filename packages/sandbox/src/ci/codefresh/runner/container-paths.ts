/**
 * Preloaded into a step's Node process (`node --import`): lets it see the paths that a Codefresh container
 * has, `/meta` and `/codefresh/volume`, where they really are folders of the sandbox. The product needs no
 * knob for tests this way.
 *
 * The folders come in this module's own URL, `?/meta=<folder>&/codefresh/volume=<folder>`, so that the
 * step's environment holds nothing that a container's would not.
 */
import processes from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

const mounts = [...new URL(import.meta.url).searchParams].filter(([mount]) => mount.startsWith('/'));

/** Functions whose second argument is a path too; elsewhere it may be data, which must stay as it is. */
const TWO_PATHS = new Set(['copyFile', 'cp', 'link', 'rename', 'symlink']);

function real(path: unknown): unknown {
  const text = path instanceof URL && path.protocol === 'file:' ? fileURLToPath(path) : path;
  if (typeof text !== 'string') return path;
  for (const [mount, folder] of mounts) {
    if (text === mount || text.startsWith(`${mount}/`)) return `${folder}${text.slice(mount.length)}`;
  }
  return path;
}

function patch(module: Record<string, unknown>): void {
  for (const [name, original] of Object.entries(module)) {
    // Classes (`Stats`, `ReadStream`) take no part: what they open goes through the functions.
    if (typeof original !== 'function' || /^[A-Z_]/.test(name)) continue;
    const paths = TWO_PATHS.has(name.replace(/Sync$/, '')) ? 2 : 1;
    const mapped = function (this: unknown, ...args: unknown[]): unknown {
      return original.apply(this, [...args.slice(0, paths).map(real), ...args.slice(paths)]);
    };
    module[name] = Object.defineProperties(mapped, Object.getOwnPropertyDescriptors(original));
  }
}

/** The folder in which a program is started. */
function inRealFolder(argument: unknown): unknown {
  const options = argument as { readonly cwd?: unknown } | null | undefined;
  return options?.cwd === undefined ? argument : { ...options, cwd: real(options.cwd) };
}

const { execFile } = processes;
processes.execFile = Object.defineProperties(
  (...args: unknown[]) => Reflect.apply(execFile, processes, args.map(inRealFolder)),
  Object.getOwnPropertyDescriptors(execFile),
) as typeof execFile;

patch(fs as unknown as Record<string, unknown>);
patch(fs.promises as unknown as Record<string, unknown>);
syncBuiltinESMExports();
