import { expect, it } from 'vitest';
import { type Change, toChange } from '../../servicenow/change.ts';
import { attachFiles } from './attach-files.ts';
import type { AttachableFile } from './attachable-files.ts';

const CHANGE: Change = toChange({
  sys_id: { value: 'id1' },
  number: { value: 'CHG0030001' },
  state: { value: '-5' },
});

const FILE: AttachableFile = {
  name: 'result.txt',
  length: 4,
  contentType: 'text/plain',
  async *chunks() {
    yield Buffer.from('FAIL');
  },
};

/** What becomes of the file where this row is there already. */
async function attach(row: Record<string, string>, unhashed: 'the same' | 'another') {
  const sent: string[] = [];
  const lines: string[] = [];
  const client = {
    instanceUrl: 'https://acme.service-now.com',
    request: async (method: string) => {
      sent.push(method);
      return [row];
    },
  };
  const log = { info: (line: string) => lines.push(line), warning() {} };
  await attachFiles(CHANGE, [FILE], { client, log }, { unhashed });
  return { isSent: sent.includes('POST'), line: lines.join() };
}

const SAME_SIZE = { table_sys_id: CHANGE.sysId, file_name: 'result.txt', size_bytes: '4' };

it.each(['the same', 'another'] as const)(
  'attaches a file of the same size with another hash, whatever one without a hash would be (%s)',
  async (unhashed) => {
    expect(await attach({ ...SAME_SIZE, hash: 'hash of PASS' }, unhashed)).toEqual({
      isSent: true,
      line: 'Attached result.txt (4 bytes) to CHG0030001.',
    });
  },
);

it('goes by name and size where there is no hash, for a re-run only, and says so', async () => {
  expect(await attach(SAME_SIZE, 'another')).toMatchObject({ isSent: true });
  expect(await attach(SAME_SIZE, 'the same')).toEqual({
    isSent: false,
    line: 'result.txt is attached to CHG0030001 already, by its name and size.',
  });
});
