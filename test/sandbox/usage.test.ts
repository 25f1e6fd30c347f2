import { startSandbox, USERS } from '@change-gate/sandbox';
import { expect, it } from 'vitest';

it('opens a change that our own rules accept', async () => {
  const sandbox = await startSandbox({});
  try {
    const { url, userActions, rules } = sandbox.serviceNow;
    rules.require({ table: 'change_request', when: 'type=normal', fields: ['justification'] });
    const response = await fetch(`${url}/api/now/table/change_request`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa(`${USERS.integration.userName}:${USERS.integration.password}`)}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ short_description: 'Globex', justification: 'Fixes the checkout', state: '-4' }),
    });
    expect(response.status).toBe(201);
    expect(userActions.approveAll('CHG0030001').approval).toBe('approved');
  } finally {
    await sandbox.close();
  }
});
