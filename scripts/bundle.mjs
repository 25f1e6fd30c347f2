/**
 * Bundles the adapter in the current folder: `lib/main.js`, with all that it imports, becomes `dist/index.js`, which
 * needs nothing but Node. The same source gives the same bytes.
 *
 *   node ../../scripts/bundle.mjs [--out FOLDER] [--license FILE]
 *
 * ncc joins the modules. Its own --minify keeps everything that webpack has only marked as unused, so terser runs
 * here: half the size, in ASCII, which V8 reads fastest, and with the names that a stack trace needs.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ncc from '@vercel/ncc';
import { minify } from 'terser';

/** Imports of libraries that a bundle does without: what they serve is used by none of ours. */
const LEFT_OUT = {
  // HttpClient.getAgentDispatcher(), for callers of fetch: half a megabyte.
  undici: 'undici',
  // getIDToken() and platform of @actions/core: with them, every start would load an HTTP client and more.
  './oidc-utils.js': 'oidc-utils',
  './platform.js': 'platform',
};

const NAMES = { keep_classnames: true, keep_fnames: true };

const { values: options } = parseArgs({
  options: { out: { type: 'string', default: 'dist' }, license: { type: 'string', default: '' } },
});
await bundle(options.out, options.license);

async function bundle(out, license) {
  const joined = await ncc(resolve('lib/main.js'), {
    cache: false,
    externals: LEFT_OUT,
    license,
    quiet: true,
  });
  if (joined.code.includes('__nccwpck_require__.a(')) {
    throw new Error(
      'A module awaits at its top level: webpack keeps all that it imports apart, which starts slower.',
    );
  }
  const { code } = await minify(withoutImports(joined.code), {
    module: true,
    compress: { passes: 2, ...NAMES },
    mangle: NAMES,
    format: { ascii_only: true, comments: false },
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [name, { source }] of Object.entries(joined.assets)) writeFileSync(join(out, name), source);
  writeFileSync(join(out, 'package.json'), '{\n  "type": "module"\n}\n');
  writeFileSync(join(out, 'index.js'), code);
  if (code.startsWith('#!')) chmodSync(join(out, 'index.js'), 0o755);
}

/** @throws Error where webpack writes imports in another way than this knows */
function withoutImports(code) {
  const changed = withNodeOnDemand(withoutLeftOut(code));
  const left = /^import .*|.*__WEBPACK_EXTERNAL_createRequire.*/m.exec(changed);
  if (left !== null) throw new Error(`The bundle still imports: ${left[0]}`);
  return changed;
}

/** A bundle that reached one of them all the same would say so. */
function withoutLeftOut(code) {
  return code.replace(
    /^import \* as (\w+) from "(undici|oidc-utils|platform)";$/gm,
    (_, name, module) =>
      `const ${name} = /*@__PURE__*/ new Proxy({}, { get(_, used) { throw new Error("This bundle has no ${module}: " + used.toString()); } });`,
  );
}

/**
 * Loads Node's own modules where they are first used. webpack loads them all at once, and http, https and crypto
 * alone take as long as the start of Node itself.
 */
function withNodeOnDemand(code) {
  const modules = new Map();
  const withoutConstants = code
    .replace(/^import \{ createRequire as __WEBPACK_EXTERNAL_createRequire \} from "module";$/m, '')
    .replace(
      /^const (\w+) = __WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\(("[\w:/]+")\);$/gm,
      (_, name, module) => {
        modules.set(name, module);
        return '';
      },
    )
    .replaceAll('__WEBPACK_EXTERNAL_createRequire(import.meta.url)(', 'process.getBuiltinModule(');
  return (
    [...modules]
      .reduce(
        (text, [name, module]) =>
          text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `process.getBuiltinModule(${module})`),
        withoutConstants,
      )
      // A library that takes functions out of a module as it is loaded gets functions that take them when called.
      .replaceAll(
        /^(const \{.+\} = )(process\.getBuiltinModule\("fs"\)\.promises);$/gm,
        '$1new Proxy({}, { get: (_, name) => (...given) => $2[name](...given) });',
      )
  );
}
