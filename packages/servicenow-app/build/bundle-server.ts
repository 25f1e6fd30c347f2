/**
 * Bundles the server code into plain scripts for ServiceNow: one per script include, and one per rule, job and
 * REST resource.
 *
 * A script include stays a script of its own: `import * as GateTime from './GateTime.ts'` disappears, because
 * what it names is a global in ServiceNow. Everything else that an include imports (the core's decision, the
 * adapters' approval APIs) is bundled into it.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** @param source folder with `includes/` and `scripts/`; `target` gets the same two, with `.js` files */
export async function bundleServer(source: string, target: string): Promise<void> {
  for (const kind of ['includes', 'scripts'] as const) {
    await mkdir(join(target, kind), { recursive: true });
    for (const file of await scriptsIn(join(source, kind))) {
      const name = basename(file, '.ts');
      const code = await bundle(file);
      const script = kind === 'includes' ? asInclude(name, code, await headerOf(file)) : code;
      await writeFile(join(target, kind, `${name}.js`), script);
    }
  }
}

async function scriptsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(folder, file));
}

const INCLUDE_IMPORT = /^import \* as (Gate\w+) from '[./\w]*\/\1\.ts';\n/gm;

/** Takes the imports of includes out of a file, so that their names are globals to esbuild as to ServiceNow. */
const includesAreGlobals: Plugin = {
  name: 'includes-are-globals',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(INCLUDE_IMPORT, ''),
      loader: 'ts',
    }));
    onResolve({ filter: /\/Gate\w+\.ts$/ }, ({ kind, path }) =>
      kind === 'entry-point'
        ? null
        : { errors: [{ text: `A script include is imported whole: import * as ${basename(path, '.ts')}` }] },
    );
  },
};

/**
 * Rhino keeps the first value of a `const` in a loop's body for all rounds, and knows no `for (const ..)`; with
 * `let`, both are as the language has them. What must not be assigned, TypeScript has seen to.
 */
const CONST = /^(\s*(?:for \()?)const /gm;

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: process.cwd(),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    // ServiceNow's engine is at ES12 in an app whose JavaScript level is es_latest. This is less: what the
    // engine's ancestor, stock Rhino, takes too, so that the scripts can be run outside ServiceNow.
    target: 'es2017',
    charset: 'utf8',
    plugins: [includesAreGlobals],
  });
  return (outputFiles[0]?.text ?? '').replace(CONST, '$1let ');
}

/** `var GateTime = (() => { ... return { now }; })();`, which is what makes it a script include named GateTime. */
function asInclude(name: string, code: string, header: string): string {
  const exported = /^export \{\n([^}]*)\n\};\n$/m.exec(code);
  if (exported === null) throw new Error(`${name} exports nothing that other scripts could use`);
  // `local as name` becomes `name: local`.
  const members = (exported[1] ?? '').replace(/(\w+) as (\w+)/g, '$2: $1');
  const body = code.replace(exported[0], `return {\n${members}\n};\n`);
  const indented = body.trimEnd().replace(/^(?=.)/gm, '  ');
  return `${header}\nvar ${name} = (() => {\n${indented}\n})();\n`;
}

/** esbuild drops comments; the one that says what the script is for goes along. */
async function headerOf(file: string): Promise<string> {
  const header = /^\/\*\*[\s\S]*?\*\//.exec(await readFile(file, 'utf8'));
  if (header === null) throw new Error(`${file} must begin with a comment that says what it is for`);
  return header[0];
}
