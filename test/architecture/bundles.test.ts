/** What `scripts/bundle.mjs` promises of every adapter's bundle. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bytes of what any step may load, of what only one that records evidence or a deployment, or cancels, loads besides, and of what
 * a check does.
 */
const LARGEST = 260_000;
const LARGEST_EVIDENCE = 93_000;
const LARGEST_CHECK = 70_000;

/**
 * The HTTP client, YAML, and how GitHub's gate is looked at; whatever else is loaded on demand is for `check`, or for evidence, `record`
 * and `cancel`.
 */
const IN_ANY_STEP = /\bHttpClient\b|\bYAMLException\b|\bCALLBACK_TOKEN_UNUSABLE\b/;

/** An outcome that nothing but a check has. */
const IN_CHECK = /\bcould-not-be-seen\b/;

/** A Node that listens to a pipe makes it so for all who hold it; one that is killed cannot take that back. */
const WITH_PIPE_THAT_DOES_NOT_BLOCK = `
  exec 1<>"$PIPE"
  "$NODE" -e "process.stdin; process.kill(process.pid, 'SIGKILL')" <&1
  exec "$NODE" "$BUNDLE"`;

it('leaves out no file of ours under the name of one of a library', () => {
  const files = globSync('{packages/core,adapters/*}/src/**/*.ts', { cwd: ROOT }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  const leftOut = files.filter((file) =>
    /from '\.\/(?:summary|platform|oidc-utils)\.ts'/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(leftOut).toEqual([]);
});

describe.each(globSync('adapters/*', { cwd: ROOT }))('the bundle of %s', (adapter) => {
  const files = globSync(`${adapter}/dist/*.js`, { cwd: ROOT }).map((file) => join(ROOT, file));
  const text = files.map((file) => readFileSync(file, 'latin1')).join('\n');

  it('is small, and ASCII, which V8 keeps in half the memory', () => {
    const onDemand = files.filter((file) => !file.endsWith('/index.js'));
    const ofThose = (those: RegExp) => onDemand.filter((file) => those.test(readFileSync(file, 'latin1')));
    const check = ofThose(IN_CHECK);
    const inAny = ofThose(IN_ANY_STEP);
    const evidence = onDemand.filter((file) => !check.includes(file) && !inAny.includes(file));
    const size = (of: readonly string[]) => of.reduce((sum, file) => sum + statSync(file).size, 0);
    expect([check.length > 0, evidence.length > 0]).toEqual([true, true]);
    expect(size(check)).toBeLessThanOrEqual(LARGEST_CHECK);
    expect(size(evidence)).toBeLessThanOrEqual(LARGEST_EVIDENCE);
    expect(size(files) - size(evidence) - size(check)).toBeLessThanOrEqual(LARGEST);
    expect(text.match(/[^\n\r\t -~]/)).toBeNull();
  });

  it('needs nothing but Node, of which it loads nothing before it is used', () => {
    expect(text).not.toMatch(/[\s,;]\w+=\(?require\(|(^|;)import[\s{*]|createRequire/m);
    expect(text).toContain('require("node:https")');
    expect(text.match(/process\.stdout\b/g)).toHaveLength(1);
  });

  it('loses no word to a pipe that is full and does not block', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'change-gate-pipe-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const unknown = Array.from({ length: 1500 }, (_, index) => `NO_SUCH_${'INPUT_'.repeat(30)}${index}`);
    const names = unknown.flatMap((name) => [`CHANGE_GATE_${name}`, `INPUT_${name}`]);
    const child = spawn('sh', ['-c', WITH_PIPE_THAT_DOES_NOT_BLOCK], {
      env: {
        NODE: process.execPath,
        PIPE: pipe,
        BUNDLE: join(ROOT, adapter, 'dist/index.js'),
        CHANGE_GATE_OPERATION: 'verify',
        INPUT_OPERATION: 'verify',
        ...Object.fromEntries(names.map((name) => [name, 'x'])),
      },
      stdio: 'ignore',
    });
    const [said, ended] = await Promise.all([textOf(createReadStream(pipe)), once(child, 'exit')]);
    expect(said.toUpperCase().replaceAll('-', '_')).toContain(unknown.at(-1));
    expect(ended).toEqual([1, null]);
  });

  it('brings the license of each package that is in it', () => {
    const licenses = readFileSync(join(ROOT, adapter, 'dist/licenses.txt'), 'utf8');
    for (const name of ['@actions/http-client', 'js-yaml', 'zod'])
      expect(`\n${licenses}`).toContain(`\n${name}\nMIT\n`);
    expect(licenses).toContain('\nsax\nBlueOak-1.0.0\n');
  });

  it('never reaches what it leaves out', () => {
    // Where a library offers it; nobody calls it. test/ci-connection.test.ts runs every bundle through a proxy.
    expect(text.match(/\bgetAgentDispatcher\(/g)).toHaveLength(1);
    expect(text).not.toMatch(/\.(getIDToken|getExecOutput|getDetails)\(/);
    expect(text).not.toMatch(/tag:yaml\.org,2002:(?:int|float|timestamp|binary)/);
  });
});
