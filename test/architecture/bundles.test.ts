/** What `scripts/bundle.mjs` promises of every adapter's bundle. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const LARGEST = 250_000;

describe.each(globSync('adapters/*', { cwd: ROOT }))('the bundle of %s', (adapter) => {
  const file = join(ROOT, adapter, 'dist/index.js');
  const text = readFileSync(file, 'latin1');

  it('is small, and ASCII, which V8 keeps in half the memory', () => {
    expect(statSync(file).size).toBeLessThanOrEqual(LARGEST);
    expect(text.match(/[^\n\r\t -~]/)).toBeNull();
  });

  it('needs nothing but Node, of which it loads nothing before it is used', () => {
    expect(text).not.toMatch(/(^|;)import[\s{*]|createRequire/);
    expect(text).toContain('process.getBuiltinModule("node:https")');
  });

  it('never reaches what it leaves out', () => {
    // Where a library offers it; nobody calls it. test/ci-connection.test.ts runs every bundle through a proxy.
    expect(text.match(/\bgetAgentDispatcher\(/g)).toHaveLength(1);
    expect(text).not.toMatch(/\.(getIDToken|getExecOutput|getDetails)\(/);
  });
});
