/**
 * Bundles the adapter in the current folder: `lib/main.js`, with all that it imports, becomes `dist/index.js`, and a
 * file beside it for what is imported only once it is needed. They need nothing but Node. `licenses.txt` has the license of
 * each package in them, as these demand. The same source gives the same bytes.
 *
 *   node ../../scripts/bundle.mjs [--out FOLDER]
 *
 * ncc joins the modules. Its own --minify keeps everything that webpack has only marked as unused, so terser runs
 * here: half the size, in ASCII, which V8 reads fastest. The bundle keeps the names that a stack trace needs; what is
 * loaded on demand, most of it other people's, does not, which saves 7 kB.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ncc from '@vercel/ncc';
import { minify } from 'terser';

/** Imports of libraries that a bundle does without: what they serve is used by none of ours. */
const LEFT_OUT = {
  // HttpClient.getAgentDispatcher(), for callers of fetch: half a megabyte.
  undici: 'undici',
  // HttpClient's own way through proxies, in place of which core gives it an agent.
  tunnel: 'tunnel',
  // getIDToken() and platform of @actions/core: with them, every start would load an HTTP client and more.
  './oidc-utils.js': 'oidc-utils',
  './platform.js': 'platform',
  // summary of @actions/core: a class for two lines of HTML, which the adapter writes itself. No file of ours
  // may be imported by this name: it would be left out as well.
  './summary.js': 'summary',
};

const WRITE_STDOUT = readFileSync(new URL('write-stdout.cjs', import.meta.url), 'utf8').replace(
  'module.exports',
  'const writeStdout',
);

/** What stands around a module while terser runs: `markModules`. */
const MARK = 'compiledAtOnce';

const NAMES = { keep_classnames: true, keep_fnames: true };
const NAMES_OF_CLASSES = { keep_classnames: true };

const { values: options } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
await bundle(options.out);

async function bundle(out) {
  const { code, assets } = await ncc(resolve('lib/main.js'), {
    cache: false,
    // A CommonJS script starts a little sooner than a module: 3 to 5 % of an empty start on Node 24.
    esm: false,
    filename: 'index.js',
    externals: LEFT_OUT,
    // One list for each file: under one name, each would be written over the one before.
    license: '[id].licenses',
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
  write('index.js', await small(code, NAMES));
  // The adapter's own package.json says that its files are modules.
  write('package.json', '{"type":"commonjs"}\n');
  if (code.startsWith('#!')) chmodSync(join(out, 'index.js'), 0o755);
  const licenses = [];
  for (const [name, { source }] of Object.entries(assets)) {
    if (name.endsWith('.licenses')) licenses.push(source);
    else write(name, name.endsWith('.js') ? await small(String(source), NAMES_OF_CLASSES) : source);
  }
  write('licenses.txt', joinedLicenses(licenses));
}

/** @param lists `NAME\nSPDX\nTEXT` for each package, which may stand in several */
function joinedLicenses(lists) {
  const each = lists.flatMap((list) => String(list).split(/\n(?=[@a-z][\w@/.-]*\n[A-Z][\w.-]*\n)/));
  return `${[...new Set(each.map((license) => license.trimEnd()))].sort().join('\n\n')}\n`;
}

async function small(joined, names) {
  const needed = withoutDescriptions(withoutYamlTypes(withoutLeftOut(joined)));
  const { code } = await minify(withoutStreams(markModules(withNodeOnDemand(needed))), {
    toplevel: true,
    compress: { passes: 2, ...names },
    mangle: names,
    format: { ascii_only: true, comments: false },
  });
  return withMarkedModules(code);
}

/**
 * Has V8 compile each module as it reads the file: behind a parenthesis, it takes a function for one that is called. Else it would
 * read each twice, to skip it and when it is loaded, and all of them are. terser would take the parentheses away, so they
 * are a call until it has run.
 */
function markModules(code) {
  return code.replace(
    /^(\/\*{3}\/) \(\((.*__webpack_exports__.*)\) => \{$([\s\S]*?)^\/\*{3}\/ \}\)/gm,
    (_, start, parameters, body) => `${start} ${MARK}(function (${parameters}) {${body}${start} }, ${MARK})`,
  );
}

function withMarkedModules(code) {
  return code.replaceAll(`:${MARK}(function(`, ':(function(').replaceAll(`},${MARK})`, '})');
}

/** What an input is for is read where action.yml and the others are generated, and never at run time. */
function withoutDescriptions(code) {
  return code.replace(
    /^ +description:\s+(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`),$/gm,
    '',
  );
}

/**
 * js-yaml is one object, which keeps all of it: its writer and the types of values, 18 kB. Core reads with FAILSAFE_SCHEMA, to
 * which every value is a text.
 */
function withoutYamlTypes(code) {
  return code
    .replace(/^ *jsYaml\.(?!load\b|FAILSAFE_SCHEMA\b)\w+ = [^;]+;$/gm, '')
    .replace(/= (?:require_default|requireDumper)\(\);/g, '= {};');
}

/** A bundle that reached one of them all the same would say so. */
function withoutLeftOut(code) {
  return code.replace(
    /(?<== )require\("(undici|tunnel|oidc-utils|platform|summary)"\)/g,
    (_, module) =>
      `/*@__PURE__*/ new Proxy({}, { get(_, used) { throw new Error("This bundle has no ${module}: " + used.toString()); } })`,
  );
}

/**
 * Loads Node's own modules where they are first used. webpack loads them all at once, and http, https and crypto
 * alone take as long as the start of Node itself.
 */
function withNodeOnDemand(code) {
  // Those that a file which is loaded on demand uses too are modules with a number.
  const numbered = new Map(
    [...code.matchAll(/^\/\*{3}\/ (\d+):\n.*\n+module\.exports = (require\("[\w:/]+"\));$/gm)].map(
      ([, number, required]) => [number, required],
    ),
  );
  const modules = new Map();
  const withoutConstants = code
    .replace(/^const (\w+) = (require\("[\w:/]+"\));$/gm, (_, name, required) => {
      modules.set(name, required);
      return '';
    })
    .replace(/^(?:\/\*.*\*\/ )?var (\w+) = __nccwpck_require__\((\d+)\);$/gm, (line, name, number) => {
      if (!numbered.has(number)) return line;
      modules.set(name, numbered.get(number));
      return '';
    });
  return (
    [...modules]
      .reduce(
        (text, [name, required]) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `(${required})`),
        withoutConstants,
      )
      // A library that takes functions out of a module as it is loaded gets functions that take them when called.
      .replaceAll(
        /^(const \{.+\} = )(\(require\("fs"\)\)\.promises);$/gm,
        '$1new Proxy({}, { get: (_, name) => (...given) => $2[name](...given) });',
      )
  );
}

/** See write-stdout.cjs. */
function withoutStreams(code) {
  const start = code.startsWith('#!') ? code.indexOf('\n') + 1 : 0;
  const rest = code.slice(start).replaceAll('process.stdout.write(', 'writeStdout(');
  return code.slice(0, start) + WRITE_STDOUT + rest;
}
