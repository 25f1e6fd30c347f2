/** Every binary, and the library, on a Node that is too old: one sentence. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Makes this Node say that it is an old one. */
const OLD = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })",
)}`;

/** @returns all that was said */
async function runOnOldNode(...script: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, CHANGE_GATE_OPERATION: 'status' };
  const ended = promisify(execFile)(process.execPath, ['--import', OLD, ...script], { env });
  const { code, stdout, stderr } = await ended.catch((error) => error);
  expect(code).toBe(1);
  return `${stdout}${stderr}`;
}

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

describe('on Node 20', () => {
  it.each([
    'adapters/codefresh-step/dist/index.js',
    'adapters/github-action/dist/index.js',
    'adapters/gitlab-component/dist/index.js',
  ])('%s says what it needs, before anything else', async (bundle) => {
    const said = await runOnOldNode(path(bundle));
    expect(said).toMatch(
      /Change Gate needs Node 24 or newer, and this is Node 20\.19\.0\..*\[NODE_TOO_OLD\]/,
    );
    expect(said).not.toMatch(/instance-url|not set|SyntaxError|\n {4}at /i);
  });

  it('the sandbox does', async () => {
    const said = await runOnOldNode(path('packages/sandbox/dist/bin.js'));
    expect(said).toBe('change-gate-sandbox needs Node 24 or newer, and this is Node 20.19.0.\n');
  });

  it('the library does', async () => {
    const script = "import { open } from '@change-gate/core'; await open({}, {})";
    const said = await runOnOldNode('--input-type=module', '--eval', script);
    expect(said).toContain('Change Gate needs Node 24 or newer, and this is Node 20.19.0.');
  });
});
