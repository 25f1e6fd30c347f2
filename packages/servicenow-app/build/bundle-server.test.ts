import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createContext, runInContext, Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleServer } from './bundle-server.ts';

describe('bundleServer', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'change-gate-bundle-'));
    mkdirSync(join(folder, 'includes'));
    mkdirSync(join(folder, 'scripts'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, code: string) => writeFileSync(join(folder, file), code);
  const bundle = () => bundleServer(folder, join(folder, 'out'));
  const read = (file: string) => readFileSync(join(folder, 'out', file), 'utf8');

  it('makes an include one global, and what it imports from other includes theirs', async () => {
    write('includes/GateClock.ts', '/** Tells the time. */\nexport const now = (): string => "12:00";\n');
    write(
      'includes/GateGreeting.ts',
      "/** Greets. */\nimport * as GateClock from './GateClock.ts';\nexport const greet = () => `It is ${GateClock.now()}`;\n",
    );
    write(
      'scripts/job.ts',
      "import * as GateGreeting from '../includes/GateGreeting.ts';\nGateGreeting.greet();\n",
    );
    await bundle();
    expect(read('includes/GateGreeting.js')).not.toContain('12:00');
    expect(read('includes/GateGreeting.js')).toMatch(/^\/\*\* Greets. \*\/\nvar GateGreeting = /);
    const context = createContext({});
    runInContext(read('includes/GateClock.js'), context);
    runInContext(read('includes/GateGreeting.js'), context);
    expect(runInContext(read('scripts/job.js'), context)).toBe('It is 12:00');
  });

  it('declares with let: Rhino keeps the first value of a const in a loop', async () => {
    write(
      'includes/GateSum.ts',
      '/** Adds. */\nexport function sum(list: number[]): number {\n  let all = 0;\n  for (const one of list) {\n    const two = one * 2;\n    all += two;\n  }\n  return all;\n}\n',
    );
    await bundle();
    expect(read('includes/GateSum.js')).not.toMatch(/\bconst\b/);
    const context = createContext({});
    runInContext(read('includes/GateSum.js'), context);
    expect(runInContext('GateSum.sum([1, 2])', context)).toBe(6);
  });

  it('refuses to import a part of an include, which ServiceNow could not resolve', async () => {
    write('includes/GateClock.ts', '/** Tells the time. */\nexport const now = (): string => "12:00";\n');
    write('scripts/job.ts', "import { now } from '../includes/GateClock.ts';\nnow();\n");
    await expect(bundle()).rejects.toThrow('A script include is imported whole: import * as GateClock');
  });

  it('refuses an include that does not say what it is for', async () => {
    write('includes/GateClock.ts', 'export const now = (): string => "12:00";\n');
    await expect(bundle()).rejects.toThrow('must begin with a comment');
  });
});

describe('the shipped scripts', () => {
  const dist = join(import.meta.dirname, '../dist/server');
  const scripts = ['includes', 'scripts'].flatMap((kind) =>
    readdirSync(join(dist, kind)).map((file) => ({
      name: basename(file, '.js'),
      kind,
      code: readFileSync(join(dist, kind, file), 'utf8'),
    })),
  );

  it.each(scripts)('$name is a plain script', ({ code }) => {
    expect(() => new Script(code)).not.toThrow();
  });

  it.each(scripts)("$name uses nothing that ServiceNow's engine lacks", ({ code }) => {
    const bare = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    expect(bare).not.toMatch(
      /\b(?:Reflect|URL|URLSearchParams|setTimeout|fetch|console|process|require|Buffer)\b[.(]/,
    );
    expect(bare).not.toMatch(
      /\basync\b|\bawait\b|\bnew Function\b|\bthis\.#|\bextends (?:Error|Array|Map|Set|Promise)\b/,
    );
    expect(bare).not.toMatch(/\bimport\b|\bexport\b/);
    // Of esbuild's helpers, those for object spread, which are plain JavaScript.
    expect(bare).not.toMatch(/\b__(?!def|getOwn|hasOwn|propIs|spread)\w+/);
  });

  it.each(scripts.filter(({ kind }) => kind === 'includes'))(
    '$name defines the global of its name',
    ({ name, code }) => {
      expect(runInContext(`${code}; typeof ${name}`, createContext({}))).toBe('object');
    },
  );
});
