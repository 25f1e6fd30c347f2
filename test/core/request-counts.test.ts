/** How many requests an operation costs, stated: each is a round trip that a pipeline waits for. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Instance } from './instance.ts';
import { requestCounts } from './request-counts.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start();
});
afterAll(() => instance.close());

const TABLE = '/api/now/table/change_request';
const TASKS = '/api/now/table/change_task';
const REGISTRATIONS = '/api/x_change_gate/v1/registrations';
const CHECKS = '/api/x_change_gate/v1/evidence/checks';

describe('the requests of', () => {
  it('each operation on its happy path', async () => {
    expect(await requestCounts(instance)).toEqual({
      open: [`POST ${TABLE}`, `POST ${REGISTRATIONS}`, `PATCH ${TABLE}/{id}`],
      'open, submit: false': [`POST ${TABLE}`, `POST ${REGISTRATIONS}`],
      cancel: [`GET ${TABLE}`, `GET ${REGISTRATIONS}`, `DELETE ${REGISTRATIONS}/{id}`, `PATCH ${TABLE}/{id}`],
      // The create is refused, as there is a change with this sys_id.
      'open, again': [`POST ${TABLE}`, `GET ${TABLE}`, `GET ${TABLE}/{id}`, `POST ${REGISTRATIONS}`],
      'open, two tasks': [
        `POST ${TABLE}`,
        `GET ${TASKS}`,
        `POST ${TASKS}`,
        `POST ${TASKS}`,
        `POST ${REGISTRATIONS}`,
        `PATCH ${TABLE}/{id}`,
      ],
      'update, a task': [`GET ${TABLE}`, `GET ${TASKS}`, `PATCH ${TASKS}/{id}`],
      'update, a task that ends': [
        `GET ${TABLE}`,
        `GET ${TASKS}`,
        `PATCH ${TASKS}/{id}`,
        `GET ${TABLE}/{id}`,
      ],
      status: [`GET ${TABLE}`],
      verify: [`GET ${TABLE}`, `POST ${CHECKS}`],
      'verify, implement: true': [`GET ${TABLE}`, `POST ${CHECKS}`, `PATCH ${TABLE}/{id}`],
      'close, from Implement': [
        `GET ${TABLE}`,
        // Its tasks, and each of the two that the instance made for the deployment.
        `GET ${TASKS}`,
        `PATCH ${TASKS}/{id}`,
        `PATCH ${TASKS}/{id}`,
        `PATCH ${TABLE}/{id}`,
        `PATCH ${TABLE}/{id}`,
      ],
      'close, when closed': [`GET ${TABLE}`],
      'status, by OAuth': ['POST /oauth_token.do', `GET ${TABLE}`],
      'status, by OAuth again': [`GET ${TABLE}`],
    });
  });

  it('open, where the instance gives sys_ids itself: one more', async () => {
    const other = await Instance.start({ serviceNow: { behaviours: { clientSysId: 'ignored' } } });
    onTestFinished(() => other.close());
    const build = other.newBuild();
    expect(await other.run('open', {}, build)).toMatchObject({
      exitCode: 0,
      requests: [`POST ${TABLE}`, `GET ${TABLE}`, `POST ${REGISTRATIONS}`, `PATCH ${TABLE}/{id}`],
    });
    expect(await other.run('verify', {}, build)).toMatchObject({ requests: [`GET ${TABLE}`] });
  });
});
