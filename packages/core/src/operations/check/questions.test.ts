import { expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { dictionaryOf, shownTables } from '../../../test/shown-tables.ts';
import type { PreparedOperation } from '../../execute.ts';
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
