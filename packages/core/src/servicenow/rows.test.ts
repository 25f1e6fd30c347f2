import { expect, it } from 'vitest';
import { shownTables } from '../../test/shown-tables.ts';
import { GateError } from '../errors.ts';
import type { RequestOptions, ServiceNowClient } from './client.ts';
import { pagesOf } from './rows.ts';

const ASK = { query: 'active=true', fields: ['name'] };

/** An instance that hides rows: what it shows of each page, by the page's number. */
function hiding(shown: (page: number) => number): { client: ServiceNowClient; asked: string[] } {
  const asked: string[] = [];
  const request = async (_method: string, _path: string, { query = {} }: RequestOptions = {}) => {
    asked.push(`${query.sysparm_query} ${query.sysparm_offset} ${query.sysparm_limit}`);
    const page = Number(query.sysparm_offset) / Number(query.sysparm_limit);
    return Array.from({ length: shown(page) }, (_, index) => ({ name: `${page}.${index}` }));
  };
  return { client: { instanceUrl: 'https://acme.service-now.com', request } as ServiceNowClient, asked };
}

it('reads on behind a page that is short of what is hidden, until one is empty', async () => {
  const { client, asked } = hiding((page) => [1000, 2, 5, 0][page] ?? 0);
  const found = await pagesOf(client, 'sys_user_group', ASK);
  expect(found?.rows).toHaveLength(1007);
  expect(found?.isAll).toBe(true);
  expect(asked).toEqual([0, 1000, 2000, 3000].map((offset) => `active=true^ORDERBYsys_id ${offset} 1000`));
});

it('ends at a bound, and says that it may not be all', async () => {
  const { client, asked } = hiding(() => 1);
  expect(await pagesOf(client, 'sys_user_group', ASK)).toMatchObject({ isAll: false });
  expect(asked).toHaveLength(50);
});

it('knows nothing of a table that is closed to the user, and is no answer of an instance that fails', async () => {
  expect(await pagesOf(shownTables({}), 'sys_user_group', ASK)).toBeNull();
  const down = {
    request: async () => {
      throw new GateError('UNAVAILABLE', 'The instance is down.');
    },
  } as unknown as ServiceNowClient;
  await expect(pagesOf(down, 'sys_user_group', ASK)).rejects.toThrow('The instance is down.');
});
