import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../../adapter.ts';
import { CHANGE_FIELDS, type Change } from '../../servicenow/change.ts';
import { Changes, MAX_CHANGES } from '../../servicenow/changes.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { changeSysIds } from './change-identity.ts';
import { findOwnChange } from './find-own-change.ts';

const KEY = 'github:api.github.com/globex/shop/1:change';
const [FIRST = '', SECOND = '', THIRD = ''] = changeSysIds(KEY);
const [OF_ANOTHER = ''] = changeSysIds(KEY.toUpperCase());
const OTHER_ID = 'f'.repeat(32);

interface Given {
  readonly userName?: string;
  readonly began?: string;
  /** The sys_id of the change that is registered. */
  readonly registered?: string;
  readonly callback?: boolean;
  readonly againIsNewBuild?: boolean;
}

const queries: string[] = [];

/** The change that is believed where the instance answers with these. */
function believed(rows: readonly object[], given: Given = {}): Promise<Change | null> {
  const answer = rows.map((row, index) =>
    Object.fromEntries(
      CHANGE_FIELDS.map((field) => {
        const values: Record<string, string> = {
          sys_id: String(index).padStart(32, '0'),
          number: `CHG${index}`,
          state: '-1',
          correlation_id: KEY,
          sys_created_on: '2026-03-01 12:00:00',
          ...row,
        };
        return [field, { value: values[field] ?? '', display_value: values[field] ?? '' }];
      }),
    ),
  );
  const registration = {
    sys_id: 'r',
    key: KEY,
    change: given.registered,
    status: '',
    decision: '',
    reason: '',
  };
  const client = {
    request: async (_method: string, path: string, { query }: { query: Record<string, string> }) => {
      queries.push(query.sysparm_query ?? '');
      return path.includes('x_change_gate') ? registration : answer;
    },
    instanceUrl: '',
    userName: given.userName,
  } as unknown as ServiceNowClient;
  return findOwnChange({
    build: { ...given, callback: given.callback ?? true } as BuildContext,
    gate: { name: 'change', key: KEY },
    client,
    changes: new Changes(client),
    displayName: (name) => name,
  });
}

/** As a database has them that does not tell upper from lower case. */
const shouted = (count: number) =>
  Array.from({ length: count }, () => ({ correlation_id: KEY.toUpperCase() }));

describe('a change with a sys_id of the gate', () => {
  it('is its own, whatever else carries the correlation id, and is asked for with it in one request', async () => {
    queries.length = 0;
    const others = Array.from({ length: MAX_CHANGES - 1 }, () => ({}));
    await expect(believed([...others, { sys_id: FIRST, correlation_id: '' }])).resolves.toMatchObject({
      sysId: FIRST,
    });
    expect(queries).toEqual([
      `sys_idIN${changeSysIds(KEY).join(',')}^ORcorrelation_id=${KEY}^ORDERBYDESCsys_created_on`,
    ]);
  });

  it('is the open one, or else the last, in whatever order they come', async () => {
    const over = { state: '4' };
    const first = { ...over, sys_id: FIRST };
    const [second, third] = [{ sys_id: SECOND }, { ...over, sys_id: THIRD }];
    await expect(believed([third, second, first])).resolves.toMatchObject({ sysId: SECOND });
    await expect(believed([{ ...second, ...over }, third, first])).resolves.toMatchObject({ sysId: THIRD });
  });

  it('is nobody of its own where another user created it', async () => {
    const row = { sys_id: FIRST, sys_created_by: 'mallory' };
    await expect(believed([row], { userName: 'ci.bot' })).rejects.toMatchObject({ code: 'CHANGE_NOT_OURS' });
    await expect(believed([row])).resolves.toMatchObject({ sysId: FIRST });
  });

  it('is refused where it is older than the build', async () => {
    const row = { sys_id: FIRST };
    await expect(believed([row], { began: '2026-03-01T12:05:01Z' })).rejects.toMatchObject({
      code: 'CHANGE_NOT_OURS',
    });
    await expect(believed([row], { began: '2026-03-01T12:05:00Z' })).resolves.not.toBeNull();
    await expect(
      believed([{ ...row, sys_created_on: '' }], { began: '2026-03-01T12:05:01Z' }),
    ).resolves.not.toBeNull();
  });
});

describe('a change that the correlation id alone speaks for', () => {
  it('is compared to the letter', async () => {
    await expect(believed(shouted(3))).resolves.toBeNull();
    await expect(believed([...shouted(3), {}])).resolves.toMatchObject({ number: 'CHG3' });
  });

  it('is not believed where there are more than are read, whatever they carry', async () => {
    await expect(believed([{}, ...shouted(MAX_CHANGES - 1)])).rejects.toMatchObject({
      code: 'CHANGE_AMBIGUOUS',
    });
  });

  it('is nobody of its own where the creator cannot be seen', async () => {
    await expect(believed([{ sys_created_by: 'CI.bot' }], { userName: 'ci.bot' })).resolves.toMatchObject({
      number: 'CHG0',
    });
    await expect(believed([{}], { userName: 'ci.bot' })).rejects.toMatchObject({
      code: 'CHANGE_NOT_OURS',
      message: expect.stringContaining('let the integration user read change_request.sys_created_by'),
    });
  });

  it('is not taken where it was opened for another gate', async () => {
    await expect(believed([{ sys_id: OF_ANOTHER }])).rejects.toMatchObject({
      code: 'CHANGE_NOT_OURS',
      message: expect.stringContaining('was opened for another gate'),
    });
    await expect(believed([{ sys_id: OF_ANOTHER }, {}])).resolves.toMatchObject({ number: 'CHG1' });
  });

  it('is not taken where it is older than the build, or when it was created cannot be seen', async () => {
    const began = '2026-03-01T12:05:01Z';
    await expect(believed([{}], { began })).rejects.toMatchObject({
      message: expect.stringContaining(
        'was created at 2026-03-01 12:00:00 UTC, before this build began (2026-03-01 12:05:01 UTC)',
      ),
    });
    await expect(believed([{ sys_created_on: '' }], { began })).rejects.toMatchObject({
      message: expect.stringContaining('let the integration user read change_request.sys_created_on'),
    });
    for (const unknown of ['', 'yesterday'])
      await expect(believed([{}], { began: unknown })).resolves.toMatchObject({ number: 'CHG0' });
  });

  it('is, of several that are open, the registered one or none', async () => {
    const two = [{}, { sys_id: OTHER_ID }];
    await expect(believed(two, { registered: OTHER_ID })).resolves.toMatchObject({ sysId: OTHER_ID });
    for (const given of [{}, { registered: FIRST }, { registered: OTHER_ID, callback: false }])
      await expect(believed(two, given)).rejects.toMatchObject({ code: 'CHANGE_AMBIGUOUS' });
    await expect(believed([{}, { state: '4' }])).resolves.toMatchObject({ number: 'CHG0' });
  });

  it('is left to people among several where open, run again, is another build', async () => {
    const again = /run open again/;
    await expect(believed([{}, { sys_id: OTHER_ID }])).rejects.toThrow(again);
    await expect(believed([{}, { sys_id: OTHER_ID }], { againIsNewBuild: true })).rejects.not.toThrow(again);
  });
});

describe('where something speaks against each', () => {
  it('names the open one, which people can do something about', async () => {
    const rows = [{ state: '4' }, { state: '-1' }];
    await expect(believed(rows, { userName: 'ci.bot' })).rejects.toMatchObject({
      message: expect.stringMatching(/^CHG1 carries/),
    });
    await expect(believed([{ state: '4' }, { state: '3' }], { userName: 'ci.bot' })).rejects.toMatchObject({
      message: expect.stringMatching(/^CHG0 carries/),
    });
  });
});

describe('of several that have ended', () => {
  it('the newest is the last', async () => {
    await expect(believed([{ state: '4' }, { state: '3' }])).resolves.toMatchObject({ number: 'CHG0' });
  });
});

it('says of several who created each, where that can be seen', async () => {
  await expect(believed([{ sys_created_by: 'eve' }, { sys_id: OTHER_ID }])).rejects.toThrow(
    /: CHG0 \(created by eve\), CHG1\. /,
  );
});
