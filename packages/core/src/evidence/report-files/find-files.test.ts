import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

/** Root may read everything, so it is somebody else who searches. */
const SEARCH = `
  const { findFiles } = await import(process.argv[1]);
  if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
  console.log(JSON.stringify(await findFiles(process.argv[2], process.argv[3])));
`;

it.runIf(process.platform !== 'win32')('tells of a folder that it may not search', () => {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'change-gate-find-')));
  const closed = join(workspace, 'reports', 'integration');
  mkdirSync(closed, { recursive: true });
  writeFileSync(join(closed, 'failing.xml'), '');
  writeFileSync(join(workspace, 'reports', 'clean.xml'), '');
  chmodSync(workspace, 0o755);
  chmodSync(closed, 0o000);
  onTestFinished(() => {
    chmodSync(closed, 0o700);
    rmSync(workspace, { recursive: true });
  });
  const module = new URL('./find-files.ts', import.meta.url).href;
  const names = (pattern: string) => {
    const args = ['--input-type=module', '--eval', SEARCH, module, workspace, pattern];
    const found: { name: string; problem?: string }[] = JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8' }),
    );
    return found.map(({ name, problem }) => (problem === undefined ? name : `${name} ${problem}`));
  };
  const unread = 'reports/integration is a folder that this step may not read';
  expect(names('reports/**/*.xml')).toEqual(['reports/clean.xml', unread]);
  expect(names('reports/integration/*.xml')).toEqual([unread]);
  expect(names('reports/*.xml')).toEqual(['reports/clean.xml']);
});
