import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { GateError } from '../../errors.ts';
import type { AttachableFile } from '../../servicenow/attachable-file.ts';
import { type Change, toChange } from '../../servicenow/change.ts';
import { attachFiles } from './attach-files.ts';

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

it('takes a file with the same hash, name and size for the same, and one that differs in any for another', async () => {
  const hash = createHash('sha256').update('FAIL').digest('hex');
  const there = { isSent: false, line: 'result.txt is attached to CHG0030001 already.' };
  for (const unhashed of ['the same', 'another'] as const) {
    expect(await attach({ ...SAME_SIZE, hash }, unhashed)).toEqual(there);
    expect(await attach({ ...SAME_SIZE, hash: hash.toUpperCase() }, unhashed)).toEqual(there);
    for (const differs of [{ file_name: 'b.txt' }, { size_bytes: '5' }, { table_sys_id: 'id2' }]) {
      expect(await attach({ ...SAME_SIZE, hash, ...differs }, unhashed)).toMatchObject({ isSent: true });
      expect(await attach({ ...SAME_SIZE, ...differs }, unhashed)).toMatchObject({ isSent: true });
    }
  }
});

/** Attaches files where the instance has none of them and answers some with an error. */
async function attachAll(names: readonly string[], errors: Readonly<Record<string, Error>> = {}) {
  const sent: string[] = [];
  const lines: string[] = [];
  const client = {
    instanceUrl: '',
    request: async (method: string, _path: string, { query }: { query?: Record<string, string> } = {}) => {
      if (method === 'GET') {
        sent.push('list');
        return [{ ...SAME_SIZE, hash: '' }];
      }
      const name = query?.file_name ?? '';
      sent.push(name);
      if (errors[name]) throw errors[name];
      return {};
    },
  };
  const log = {
    info: (line: string) => lines.push(line),
    warning: (line: string) => lines.push(`! ${line}`),
  };
  const files = names.map((name) => ({ ...FILE, name }));
  const failure = await attachFiles(CHANGE, files, { client, log }).catch((error: unknown) => error);
  return { sent, lines, failure };
}

it('asks for nothing where there is nothing to attach', async () => {
  expect(await attachAll([])).toEqual({ sent: [], lines: [], failure: undefined });
});

it('attaches the other files where some are refused: fails with the first, and warns of the others', async () => {
  const [first, second] = [new GateError('FORBIDDEN', 'No.'), new GateError('UNAVAILABLE', 'Down.')];
  expect(await attachAll(['a', 'b', 'c', 'd'], { a: first, c: second })).toEqual({
    sent: ['list', 'a', 'b', 'c', 'd'],
    lines: [
      'Attached b (4 bytes) to CHG0030001.',
      '! c was not attached to CHG0030001. Down.',
      'Attached d (4 bytes) to CHG0030001.',
    ],
    failure: expect.objectContaining({
      code: 'FORBIDDEN',
      message: 'a was not attached to CHG0030001. No.',
      cause: first,
    }),
  });
});

it('attaches again what may be another file of the same name and size, unless it is told otherwise', async () => {
  expect(await attachAll(['result.txt'])).toMatchObject({ sent: ['list', 'result.txt'], failure: undefined });
});

it('does not take a defect of the program for a refusal', async () => {
  const failed = await attachAll(['a', 'b'], { a: new TypeError('defect') });
  expect(failed).toMatchObject({ sent: ['list', 'a'], failure: expect.any(TypeError) });
});
