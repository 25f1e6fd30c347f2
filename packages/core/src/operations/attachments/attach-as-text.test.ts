import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { GateError, type GateErrorCode } from '../../errors.ts';
import type { AttachableFile } from '../../servicenow/attachable-file.ts';
import { type Change, toChange } from '../../servicenow/change.ts';
import { attachFiles } from './attach-files.ts';

const CHANGE: Change = toChange({
  sys_id: { value: 'id1' },
  number: { value: 'CHG0030001' },
  state: { value: '-5' },
});

function report(name: string): AttachableFile {
  return {
    name,
    textName: `${name}.txt`,
    isOptional: true,
    length: 4,
    contentType: 'application/json',
    async *chunks() {
      yield Buffer.from('{  }');
    },
  };
}

/** Attaches files to a change of an instance that answers names with these errors, and has these files. */
async function attachTo(
  files: AttachableFile[],
  refuses: (name: string) => GateErrorCode | undefined,
  has: object[] = [],
) {
  const sent: string[] = [];
  const lines: string[] = [];
  const client = {
    instanceUrl: '',
    request: async (
      method: string,
      _path: string,
      { query, file }: { query?: Record<string, string>; file?: { contentType: string } } = {},
    ) => {
      if (method === 'GET') return has;
      const name = query?.file_name ?? '';
      sent.push(`${name} ${file?.contentType}`);
      const code = refuses(name);
      if (code !== undefined) throw new GateError(code, 'No.');
      return {};
    },
  };
  const log = {
    info: (line: string) => lines.push(line),
    warning: (line: string) => lines.push(`! ${line}`),
  };
  await attachFiles(CHANGE, files, { client, log });
  return { sent, lines };
}

it.each(['FORBIDDEN', 'NOT_ACCEPTED', 'RULE_ABORTED'] as const)(
  'offers a report as text where its ending is refused (%s), and the next of that ending at once',
  async (code) => {
    const refuses = (name: string) => (name.endsWith('.txt') || name.endsWith('.xml') ? undefined : code);
    const files = ['a.sarif', 'B.SARIF', 'c.xml'].map(report);
    expect(await attachTo(files, refuses)).toEqual({
      sent: [
        'a.sarif application/json',
        'a.sarif.txt text/plain',
        'B.SARIF.txt text/plain',
        'c.xml application/json',
      ],
      lines: [
        'Attached a.sarif (4 bytes) to CHG0030001 as a.sarif.txt.',
        'Attached B.SARIF (4 bytes) to CHG0030001 as B.SARIF.txt.',
        'Attached c.xml (4 bytes) to CHG0030001.',
      ],
    });
  },
);

it('warns of a report that is taken under neither name, or whose sending failed otherwise, and goes on', async () => {
  const refuses = (name: string): GateErrorCode | undefined =>
    name === 'c.json' ? undefined : name === 'b.json' ? 'UNAVAILABLE' : 'FORBIDDEN';
  expect(await attachTo(['a.json', 'b.json', 'c.json'].map(report), refuses)).toEqual({
    sent: [
      'a.json application/json',
      'a.json.txt text/plain',
      'b.json application/json',
      'c.json application/json',
    ],
    lines: [
      '! a.json was not attached to CHG0030001. No.',
      '! b.json was not attached to CHG0030001. No.',
      'Attached c.json (4 bytes) to CHG0030001.',
    ],
  });
});

it('finds a report that an earlier run has attached as text', async () => {
  const hash = createHash('sha256').update('{  }').digest('hex');
  const row = { table_sys_id: 'id1', file_name: 'a.json.txt', size_bytes: '4', hash };
  expect(await attachTo([report('a.json')], () => undefined, [row])).toEqual({
    sent: [],
    lines: ['a.json is attached to CHG0030001 already.'],
  });
});

it('does not rename a file that is no report', async () => {
  const { textName: _, isOptional: __, ...file } = report('a.json');
  await expect(attachTo([file], () => 'FORBIDDEN')).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
