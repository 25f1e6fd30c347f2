/** Who may import whom, and who may name a CI: docs/architecture.md. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function sources(...patterns: string[]): SourceFile[] {
  const files = globSync(patterns, { cwd: ROOT }).filter((path) => !/\.test\.ts$|generated\//.test(path));
  expect(files.length).toBeGreaterThan(0);
  return files.map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
}

function specifiers({ text }: SourceFile): string[] {
  return [...text.matchAll(/(?:from|import\(?)\s*(?:\/\*[^*]*\*\/\s*)?'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
}

/** `path imports specifier`, for each import of a sibling that the rule does not allow. */
function violations(files: SourceFile[], allowed: RegExp): string[] {
  return files.flatMap((file) =>
    specifiers(file)
      .filter((specifier) =>
        specifier.startsWith('.')
          ? leavesPackage(file.path, specifier)
          : specifier.startsWith('@change-gate/') && !allowed.test(specifier),
      )
      .map((specifier) => `${file.path} imports ${specifier}`),
  );
}

function leavesPackage(path: string, specifier: string): boolean {
  const [kind, name] = path.split('/');
  return !join(dirname(path), specifier).startsWith(`${kind}/${name}/`);
}

const NOTHING = /^$/;

describe('imports', () => {
  it.each([
    ['core', ['packages/core/src/**/*.ts'], NOTHING],
    ['sandbox', ['packages/sandbox/src/**/*.ts'], NOTHING],
    [
      'servicenow-app',
      ['packages/servicenow-app/src/**/*.ts'],
      /^@change-gate\/(core\/(decision|contract|approval)|[a-z-]+\/approval)$/,
    ],
    ['an adapter', ['adapters/*/src/**/*.ts', 'adapters/*/generate.ts'], /^@change-gate\/core(\/|$)/],
  ])('%s imports no sibling that it may not', (_who, patterns, allowed) => {
    expect(violations(sources(...patterns), allowed)).toEqual([]);
  });
});

describe('adapters', () => {
  const folders = globSync('adapters/*', { cwd: ROOT });

  it.each(folders)('%s has the files that every adapter has', (folder) => {
    const files = globSync('src/*.ts', { cwd: `${ROOT}${folder}` }).filter(
      (path) => !path.endsWith('.test.ts'),
    );
    expect(files.sort()).toEqual([
      'src/approval.ts',
      'src/context.ts',
      'src/inputs.ts',
      'src/main.ts',
      'src/outputs.ts',
    ]);
  });

  it.each(folders)('%s exports what every adapter exports', (folder) => {
    const exported = ['approval', 'context', 'inputs', 'outputs'].flatMap((name) => {
      const text = readFileSync(`${ROOT}${folder}/src/${name}.ts`, 'utf8');
      return [...text.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(
        (match) => `${name}: ${match[1]}`,
      );
    });
    expect(exported.sort()).toEqual([
      'approval: approval',
      'context: readContext',
      'inputs: ownInputs',
      'inputs: readInputs',
      'outputs: createOutputs',
    ]);
  });
});

describe('names of CIs', () => {
  /** Where one has to be: the app's list of approval APIs and servers, the seed's own API, the sandbox's wiring. */
  const MAY = [
    /^packages\/servicenow-app\/src\/.*(codefresh|Codefresh)/,
    /^packages\/servicenow-app\/src\/server\/includes\/GateApprovalApis\.ts$/,
    /^packages\/servicenow-app\/src\/fluent\/(ci-servers|script-includes)\.now\.ts$/,
    /^packages\/sandbox\/src\/(ci\/(codefresh|github|gitlab)\/.*|index\.ts|sandbox\.ts|ci-sections\.ts)$/,
  ];

  it('stand only where the design puts them', () => {
    const files = sources('packages/*/src/**/*.ts').filter(
      (file) => !MAY.some((path) => path.test(file.path)),
    );
    const naming = files.filter(({ text }) => /codefresh|github|gitlab/i.test(withoutComments(text)));
    expect(naming.map((file) => file.path)).toEqual([]);
  });

  function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  }
});
