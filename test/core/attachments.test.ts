/** Files that go to the change: streamed, checked before anything is created, and never twice. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instance } from './instance.ts';

const MEGABYTE = 1024 * 1024;

let instance: Instance;
const folder = mkdtempSync(join(tmpdir(), 'change-gate-attach-'));

beforeAll(async () => {
  instance = await Instance.start();
  mkdirSync(join(folder, 'reports'));
  writeFileSync(join(folder, 'reports', 'a.pdf'), 'pdf');
  writeFileSync(join(folder, 'reports', 'b.txt'), 'text');
});
afterAll(async () => {
  await instance.close();
  rmSync(folder, { recursive: true });
});

describe('attachments', () => {
  it('match globs, keep their content types, and are there before people are asked', async () => {
    const build = instance.newBuild();
    const { exitCode, requests } = await instance.run('open', { attachments: `${folder}/reports/*` }, build);
    expect(exitCode).toBe(0);
    const submitted = requests.findIndex((request) => request.startsWith('PATCH'));
    expect(requests.lastIndexOf('POST /api/now/attachment/file')).toBeLessThan(submitted);
    const rows = instance.serviceNow.database.query(
      'sys_attachment',
      `table_sys_id=${instance.changesOf(build)[0]?.sys_id}^ORDERBYfile_name`,
    );
    expect(rows).toMatchObject([
      { file_name: 'a.pdf', content_type: 'application/pdf', size_bytes: '3' },
      { file_name: 'b.txt', content_type: 'text/plain', size_bytes: '4' },
    ]);

    const again = await instance.run('open', { attachments: `${folder}/reports/*` }, build);
    expect(again.requests).not.toContain('POST /api/now/attachment/file');
    expect(again.log).toMatch(/a\.pdf is attached to CHG\d+ already/);
  });

  it('of the same name and size are compared by what they hold', async () => {
    const build = instance.newBuild();
    await instance.run('open', {}, build);
    const file = join(folder, 'result.txt');
    const update = () => instance.run('update', { attachments: file }, build);
    writeFileSync(file, 'PASS');
    await update();
    expect((await update()).log).toMatch(/result\.txt is attached to CHG\d+ already/);
    writeFileSync(file, 'FAIL');
    expect((await update()).log).toMatch(/Attached result\.txt/);
    const query = `table_sys_id=${instance.changesOf(build)[0]?.sys_id}`;
    expect(instance.serviceNow.database.query('sys_attachment', query)).toHaveLength(2);
  });

  it('that are refused do not keep a change from being closed, and are named beside it', async () => {
    const build = instance.newBuild();
    await instance.run('open', {}, build);
    const { serviceNow } = instance;
    const { number = '' } = instance.changesOf(build)[0] ?? {};
    serviceNow.approveAll(number);
    serviceNow.move(number, 'Implement');
    const refuse = serviceNow.rules.abort({
      table: 'sys_attachment',
      when: 'file_name=a.pdf',
      name: 'No PDF',
    });
    const ran = await instance.run('close', { attachments: `${folder}/reports/*` }, build);
    refuse();
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toContain(`Closed ${number} as successful. But a.pdf was not attached to ${number}.`);
    expect(ran.log).toContain(`Attached b.txt (4 bytes) to ${number}`);
    expect(instance.changesOf(build)).toMatchObject([{ state: '3', close_code: 'successful' }]);
    const again = await instance.run('close', { attachments: `${folder}/reports/*` }, build);
    expect(again).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['matches no file', `no file matches`, { attachments: `${folder}/nothing/*.pdf` }],
    [
      'is too large',
      'has 2 MB, more than attachment-limit allows (1 MB)',
      { attachments: `${folder}/large.bin`, 'attachment-limit': '1' },
    ],
  ])('stop open before it creates anything when one %s', async (_what, words, inputs) => {
    writeFileSync(join(folder, 'large.bin'), '');
    truncateSync(join(folder, 'large.bin'), 2 * MEGABYTE);
    const ran = await instance.run('open', inputs, instance.newBuild());
    expect(ran).toMatchObject({ exitCode: 1, requests: [] });
    expect(ran.log).toContain(words);
  });

  it('of 50 MB go up while memory grows by less than 40 MB', async () => {
    const file = join(folder, 'image.tgz');
    writeFileSync(file, '');
    truncateSync(file, 50 * MEGABYTE);
    const build = instance.newBuild();
    await instance.run('open', {}, build);
    const change = instance.changesOf(build)[0];
    const { userName, password } = USERS.integration;
    const script = fileURLToPath(new URL('./uploading-process.ts', import.meta.url));
    const args = [script, instance.serviceNow.url, userName, password, change?.number ?? '', file];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(Number(stdout)).toBeLessThan(40 * MEGABYTE);
    const query = `table_sys_id=${change?.sys_id}`;
    expect(instance.serviceNow.database.query('sys_attachment', query)).toMatchObject([
      { file_name: 'image.tgz', size_bytes: String(50 * MEGABYTE) },
    ]);
  });
});
