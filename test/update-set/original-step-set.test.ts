/** The update set with the API that Codefresh's original step calls, before, beside and after those of the app. */
import { readFileSync } from 'node:fs';
import { startSandbox, USERS } from '@change-gate/sandbox';
import { expect, it } from 'vitest';
import { UPDATE_SET, UPGRADE_SET } from '../environment/environment.ts';

const ORIGINAL_STEP_SET = new URL(
  '../../packages/servicenow-app/dist/change-gate-codefresh-original.xml',
  import.meta.url,
);

it('has the app answer whichever of the two came first, and after an upgrade', async () => {
  const sandbox = await startSandbox({ stopped: true });
  try {
    const { serviceNow } = sandbox;
    const { userName, password } = USERS.admin;
    const answer = async () => {
      const response = await fetch(`${serviceNow.url}/api/409723/codefresh/callback`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${userName}:${password}`)}`,
          'content-type': 'application/json',
        },
        body: '{}',
      });
      return `${response.status} ${await response.text()}`;
    };
    serviceNow.importUpdateSet(readFileSync(ORIGINAL_STEP_SET, 'utf8'));
    expect(await answer()).toMatch(/^500 .*x_change_gate is not defined/);
    for (const set of [UPDATE_SET, UPGRADE_SET]) {
      serviceNow.importUpdateSet(readFileSync(set, 'utf8'));
      expect(await answer()).toMatch(/^404 .*Missing cf_build_id/);
    }
  } finally {
    await sandbox.close();
  }
});
