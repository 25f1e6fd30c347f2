import { expect, it } from 'vitest';
import { startConfigured } from '../start-configured.ts';
import { parseConfiguration } from './configuration.ts';

it('a configuration sets what its instance does, and leaves the rest at the defaults', async ({
  onTestFinished,
}) => {
  const configuration = parseConfiguration({ serviceNow: { behaviours: { stateAtInsert: 'reset' } } }, '.');
  const { sandbox, close } = await startConfigured(configuration);
  onTestFinished(close);
  const { database } = sandbox.serviceNow;
  expect(database.behaviours).toMatchObject({ stateAtInsert: 'reset', secondInsert: 'refused' });
  expect(database.insert('change_request', { state: '-4' }, 'admin').state).toBe('-5');
});
