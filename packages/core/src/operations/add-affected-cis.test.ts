import { expect, it } from 'vitest';
import type { Change } from '../servicenow/change.ts';
import { addAffectedCis } from './add-affected-cis.ts';
import type { OperationContext } from './context.ts';

const CHANGE = { sysId: 'c1', number: 'CHG0030001' } as Change;
const [WEB, DB, MAIL] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];

/** The requests, the items that were added, and the lines of the log, where the change has the database already. */
async function add(cis: readonly string[]) {
  const requests: string[] = [];
  const added: unknown[] = [];
  const lines: string[] = [];
  const client = {
    async request(method: string, path: string, { body }: { body?: unknown } = {}) {
      requests.push(`${method} ${path.replace('/api/now/table/', '')}`);
      if (method === 'POST') return added.push(body);
      if (path.endsWith('cmdb_ci')) {
        return [{ sys_id: WEB, name: 'web', install_status: '1', operational_status: '1' }];
      }
      return [
        { task: 'c1', ci_item: DB },
        { task: 'another', ci_item: WEB },
      ];
    },
  };
  const log = { info: (line: string) => lines.push(line), warning: (line: string) => lines.push(line) };
  const context = { client, log, displayName: (name: string) => name.toUpperCase() };
  const failure = await addAffectedCis(CHANGE, cis, context as unknown as OperationContext).catch(
    (error: unknown) => error,
  );
  return { requests, added, lines, failure };
}

it('asks nothing where there is nothing to add', async () => {
  expect(await add([])).toEqual({ requests: [], added: [], lines: [], failure: undefined });
});

it('adds each item once that the change lacks, by name or sys_id', async () => {
  expect(await add(['web', DB, MAIL, 'web', WEB])).toEqual({
    requests: ['GET cmdb_ci', 'GET task_ci', 'POST task_ci', 'POST task_ci'],
    added: [
      { task: 'c1', ci_item: WEB },
      { task: 'c1', ci_item: MAIL },
    ],
    lines: ['Added 2 affected CI(s) to CHG0030001.'],
    failure: undefined,
  });
});

it('adds nothing, and claims nothing, where the change has them all', async () => {
  expect(await add([DB])).toMatchObject({ requests: ['GET task_ci'], lines: [] });
});

it('names the input where an item is not there, and adds none', async () => {
  expect(await add(['elsewhere', MAIL])).toMatchObject({
    added: [],
    failure: {
      code: 'NAME_NOT_RESOLVED',
      message: expect.stringMatching(/^AFFECTED-CIS: there is no "elsewhere" in cmdb_ci/),
    },
  });
});
