import { describe, expect, it } from 'vitest';
import { CHANGE_FIELDS, type Change } from '../../servicenow/change.ts';
import { Changes, MAX_CHANGES } from '../../servicenow/changes.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { findOwnChange } from './find-own-change.ts';

const KEY = 'github:api.github.com/globex/shop/1:change';

/** The change that is believed where the instance answers with these. */
function believed(rows: readonly object[], userName?: string): Promise<Change | null> {
  const answer = rows.map((row, index) =>
    Object.fromEntries(
      CHANGE_FIELDS.map((field) => {
        const values: Record<string, string> = {
          sys_id: String(index).padStart(32, '0'),
          number: `CHG${index}`,
          state: '-1',
          correlation_id: KEY,
          ...row,
        };
        return [field, { value: values[field] ?? '', display_value: values[field] ?? '' }];
      }),
    ),
  );
  const client = { request: async () => answer, instanceUrl: '', userName } as unknown as ServiceNowClient;
  return findOwnChange({
    gate: { name: 'change', key: KEY },
    client,
    changes: new Changes(client),
    displayName: (name) => name,
  });
}

/** As a database has them that does not tell upper from lower case. */
const shouted = (count: number) =>
  Array.from({ length: count }, () => ({ correlation_id: KEY.toUpperCase() }));

describe('findOwnChange', () => {
  it('compares the correlation id to the letter', async () => {
    await expect(believed(shouted(3))).resolves.toBeNull();
    await expect(believed([...shouted(3), {}])).resolves.toMatchObject({ number: 'CHG3' });
  });

  it('believes none where there are more than it reads, whatever they carry', async () => {
    await expect(believed([{}, ...shouted(MAX_CHANGES - 1)])).rejects.toMatchObject({
      code: 'CHANGE_AMBIGUOUS',
    });
  });

  it('takes a change whose creator it cannot see for nobody of its own', async () => {
    await expect(believed([{ sys_created_by: 'CI.bot' }], 'ci.bot')).resolves.toMatchObject({
      number: 'CHG0',
    });
    await expect(believed([{}], 'ci.bot')).rejects.toMatchObject({
      code: 'CHANGE_NOT_OURS',
      message: expect.stringContaining('let the integration user read change_request.sys_created_by'),
    });
  });
});
