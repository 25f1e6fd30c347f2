/** What `scripts/bundle.mjs` promises of every adapter's bundle. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const LARGEST = 250_000;

describe.each(globSync('adapters/*', { cwd: ROOT }))('the bundle of %s', (adapter) => {
  const files = globSync(`${adapter}/dist/*.js`, { cwd: ROOT }).map((file) => join(ROOT, file));
  const text = files.map((file) => readFileSync(file, 'latin1')).join('\n');

  it('is small, and ASCII, which V8 keeps in half the memory', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(LARGEST);
    expect(text.match(/[^\n\r\t -~]/)).toBeNull();
  });

  it('needs nothing but Node, of which it loads nothing before it is used', () => {
    expect(text).not.toMatch(/(^|;)import[\s{*]|createRequire/m);
    expect(text).toContain('process.getBuiltinModule("node:https")');
  });

  it('never reaches what it leaves out', () => {
    // Where a library offers it; nobody calls it. test/ci-connection.test.ts runs every bundle through a proxy.
    expect(text.match(/\bgetAgentDispatcher\(/g)).toHaveLength(1);
    expect(text).not.toMatch(/\.(getIDToken|getExecOutput|getDetails)\(/);
  });
});
