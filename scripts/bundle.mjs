/**
 * Bundles the adapter in the current folder: `lib/main.js`, with all that it imports, becomes `dist/index.js`, and a
 * file beside it for what is imported only once it is needed. They need nothing but Node. The same source gives the
 * same bytes.
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
  const { code, assets } = await ncc(resolve('lib/main.js'), {
    cache: false,
    externals: LEFT_OUT,
    // One list for each file: under one name, each would be written over the one before.
    license: license && '[id].licenses',
    quiet: true,
  });
  if (code.includes('__nccwpck_require__.a(')) {
    throw new Error(
      'A module awaits at its top level: webpack keeps all that it imports apart, which starts slower.',
    );
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const write = (name, text) => writeFileSync(join(out, name), text);
  write('index.js', await small(code));
  if (code.startsWith('#!')) chmodSync(join(out, 'index.js'), 0o755);
  const licenses = [];
  for (const [name, { source }] of Object.entries(assets)) {
    if (name.endsWith('.licenses')) licenses.push(source);
    else write(name, name.endsWith('.js') ? await small(String(source)) : source);
  }
  if (license) write(license, joinedLicenses(licenses));
}

/** @param lists `NAME\nSPDX\nTEXT` for each package, which may stand in several */
function joinedLicenses(lists) {
  const each = lists.flatMap((list) => String(list).split(/\n(?=[@a-z][\w@/.-]*\n[A-Z][\w.-]*\n)/));
  return `${[...new Set(each.map((license) => license.trimEnd()))].sort().join('\n\n')}\n`;
}

async function small(joined) {
  const { code } = await minify(withoutImports(joined), {
    module: true,
    compress: { passes: 2, ...NAMES },
    mangle: NAMES,
    format: { ascii_only: true, comments: false },
  });
  return code;
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
