import { expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { dictionaryOf, shownTables } from '../../../test/shown-tables.ts';
import { GateError } from '../../errors.ts';
import type { PreparedOperation } from '../../execute.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import { questions } from './questions.ts';

it('asks once for what several sections want', async () => {
  const paths: string[] = [];
  const shown = shownTables(dictionaryOf({ 'change_request.state': {} }));
  const client: typeof shown = {
    ...shown,
    request(method, path, options) {
      paths.push(path);
      return shown.request(method, path, options);
    },
  };
  const context = await checkContext({ client, inputs: { data: '{"short_description": "Deploy"}' } });
  const { plan, dictionary } = questions({ inputs: context.inputs, context } as unknown as PreparedOperation);

  expect(await plan()).toBe(await plan());
  expect((await dictionary('change_request'))?.columns.has('state')).toBe(true);
  const asked = paths.length;
  await dictionary('change_request');
  expect(paths).toHaveLength(asked);
  await dictionary('change_task');
  expect(paths.length).toBeGreaterThan(asked);
});

it('asks twice with a token that is handed over, which may be good for one request only', async () => {
  let requests = 0;
  const client = {
    instanceUrl: 'https://acme',
    async request() {
      requests += 1;
      if (requests > 1) throw new GateError('UNAUTHENTICATED', 'It was used before.');
      return [];
    },
  } as unknown as ServiceNowClient;
  const context = await checkContext({ client });
  const errorOf = (inputs: object) => {
    requests = 0;
    return questions({ inputs, context } as unknown as PreparedOperation).signInError();
  };
  expect(await errorOf({ 'access-token': 'id-t0ken' })).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await errorOf({ password: 'passw0rd' })).toBeUndefined();
  expect(requests).toBe(1);
});
