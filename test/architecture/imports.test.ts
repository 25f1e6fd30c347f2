/** Who may import whom (.dependency-cruiser.mjs), what an adapter consists of, and who may name a CI: docs/architecture.md. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONFIG = `${ROOT}.dependency-cruiser.mjs`;
const DEPCRUISE = `${ROOT}node_modules/.bin/depcruise`;

/** A file that breaks a rule, and what it imports, which makes it break it. */
const PLANTED: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'no-circles': ['packages/core/src/inputs.ts', './run.ts'],
  resolvable: ['packages/core/src/redact.ts', './absent.ts'],
  'no-tests': ['packages/core/src/version.ts', './run.test.ts'],
  core: ['packages/core/src/library.ts', '../../../adapters/acme/src/approval.ts'],
  evidence: ['packages/core/src/evidence/parts.ts', '../operations/result.ts'],
  app: ['packages/servicenow-app/src/server/rules.ts', '../../../core/src/run.ts'],
  sandbox: ['packages/sandbox/src/composition/serve.ts', '../../../core/src/version.ts'],
  adapter: ['adapters/acme/src/context.ts', '../../globex/src/context.ts'],
  publish: ['adapters/acme/publish.ts', '../globex/publish.ts'],
  cli: ['packages/cli/src/main.ts', '../../../adapters/acme/src/context.ts'],
  'sandbox-base': ['packages/sandbox/src/http/faults.ts', '../servicenow/index.ts'],
  'sandbox-instance': ['packages/sandbox/src/servicenow/instance.ts', '../board/server/board.ts'],
  'sandbox-instance-index': [
    'packages/sandbox/src/board/server/changes.ts',
    '../../servicenow/database/database.ts',
  ],
  'sandbox-ci': ['packages/sandbox/src/ci/acme/server.ts', '../globex/server.ts'],
  'sandbox-board': ['packages/sandbox/src/board/server/board-updates.ts', '../../ci/acme/server.ts'],
  live: ['test/live/stage.ts', '../../packages/sandbox/src/composition/sandbox.ts'],
};

describe('the rules of imports', () => {
  it('are each kept by the tool that `npm run check` runs', async ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'change-gate-imports-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (file: string, text: string) => {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const [from, to] of Object.values(PLANTED)) write(join(dirname(from), to), 'export {};');
    for (const [from, to] of Object.values(PLANTED)) write(from, `import type { One } from '${to}';`);
    const [circle = '', other = ''] = PLANTED['no-circles'] ?? [];
    write(join(dirname(circle), other), `import type { One } from './${basename(circle)}';`);
    rmSync(join(folder, 'packages/core/src', PLANTED.resolvable?.[1] ?? ''));

    const { status, stdout } = spawnSync(DEPCRUISE, ['--config', CONFIG, 'packages', 'adapters', 'test'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const found = [...stdout.matchAll(/error (\S+): (\S+) →/g)].map(([, rule, file]) => `${rule}: ${file}`);
    expect(found.sort()).toEqual(
      Object.entries(PLANTED)
        .map(([rule, [file]]) => `${rule}: ${file}`)
        .sort(),
    );
    expect(status).toBe(found.length);
    const { default: config } = (await import(CONFIG)) as { default: { forbidden: { name: string }[] } };
    expect(config.forbidden.map(({ name }) => name)).toEqual(Object.keys(PLANTED));
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
  /**
   * Where one has to be: the app's list of approval APIs and servers, the seed's own API, the sandbox's wiring, and a format of reports
   * that has a CI's name, whichever CI the report is from.
   */
  const MAY = [
    /^packages\/core\/src\/(inputs\/evidence|evidence\/readers\/json\/(gitlab-security|json-reader))\.ts$/,
    /^packages\/servicenow-app\/src\/.*(codefresh|Codefresh)/,
    /^packages\/servicenow-app\/src\/server\/includes\/GateApprovalApis\.ts$/,
    /^packages\/servicenow-app\/src\/fluent\/(ci-servers|script-includes)\.now\.ts$/,
    /^packages\/sandbox\/src\/(ci\/(codefresh|github|gitlab)\/.*|index\.ts|composition\/(sandbox|ci-sections)\.ts)$/,
  ];

  it('stand only where the design puts them', () => {
    const files = globSync('packages/*/src/**/*.ts', { cwd: ROOT }).filter(
      (path) => !/\.test\.ts$|generated\//.test(path) && !MAY.some((may) => may.test(path)),
    );
    const naming = files.filter((path) =>
      /codefresh|github|gitlab/i.test(withoutComments(readFileSync(`${ROOT}${path}`, 'utf8'))),
    );
    expect(naming).toEqual([]);
  });

  function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  }
});
