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

it('a configuration sets what its CI servers do', async ({ onTestFinished }) => {
  const token = '5f0c8a1b.c0ffee';
  const codefresh = {
    apiKeys: [{ token, user: 'servicenow-bot' }],
    behaviours: { answerWhenNotPaused: 'ok' },
  };
  const { sandbox, close } = await startConfigured(parseConfiguration({ codefresh }, '.'));
  onTestFinished(close);
  const { id } = sandbox.codefresh.run("version: '1.0'\nsteps: {}");
  const url = `${sandbox.codefresh.url}/api/workflow/${id}/pending-approval/approve`;
  expect((await fetch(url, { headers: { Authorization: token } })).status).toBe(200);
});
