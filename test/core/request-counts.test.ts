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
const EVIDENCE = '/api/x_change_gate/v1/evidence';
const ATTACH = 'POST /api/now/attachment/file';
const CHECKS = '/api/x_change_gate/v1/evidence/checks';

describe('the requests of', () => {
  it('each operation on its happy path', async () => {
    expect(await requestCounts(instance)).toEqual({
      open: [`POST ${TABLE}`, `POST ${REGISTRATIONS}`, `POST ${EVIDENCE}`, `PATCH ${TABLE}/{id}`],
      'open, two reports': [
        `POST ${TABLE}`,
        ATTACH,
        ATTACH,
        `POST ${REGISTRATIONS}`,
        `POST ${EVIDENCE}`,
        `PATCH ${TABLE}/{id}`,
      ],
      // It asks for what was deployed last in place of registering.
      'open, not called back': [
        `POST ${TABLE}`,
        `GET ${EVIDENCE}`,
        `POST ${EVIDENCE}`,
        `PATCH ${TABLE}/{id}`,
      ],
      'open, submit: false': [`POST ${TABLE}`, `POST ${REGISTRATIONS}`, `POST ${EVIDENCE}`],
      cancel: [`GET ${TABLE}`, `GET ${REGISTRATIONS}`, `DELETE ${REGISTRATIONS}/{id}`, `PATCH ${TABLE}/{id}`],
      // The create is refused, as there is a change with this sys_id.
      'open, again': [
        `POST ${TABLE}`,
        `GET ${TABLE}`,
        `GET ${TABLE}/{id}`,
        `POST ${REGISTRATIONS}`,
        `POST ${EVIDENCE}`,
      ],
      'open, two tasks': [
        `POST ${TABLE}`,
        `GET ${TASKS}`,
        `POST ${TASKS}`,
        `POST ${TASKS}`,
        `POST ${REGISTRATIONS}`,
        `POST ${EVIDENCE}`,
        `PATCH ${TABLE}/{id}`,
      ],
      'update, a task': [`GET ${TABLE}`, `GET ${TASKS}`, `PATCH ${TASKS}/{id}`],
      'update, a task that ends': [
        `GET ${TABLE}`,
        `GET ${TASKS}`,
        `PATCH ${TASKS}/{id}`,
        `GET ${TABLE}/{id}`,
      ],
      'update, a report': [`GET ${TABLE}`, `GET /api/now/attachment`, `GET ${EVIDENCE}`, `POST ${EVIDENCE}`],
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
      record: [
        // It is never recorded twice.
        `GET ${TABLE}`,
        // Its template, by name.
        'GET /api/now/table/std_change_record_producer',
        'POST /api/sn_chg_rest/change/standard/{id}',
        `GET ${EVIDENCE}`,
        `POST ${EVIDENCE}`,
        `PATCH ${TABLE}/{id}`,
        `PATCH ${TABLE}/{id}`,
        `GET ${TASKS}`,
        `PATCH ${TASKS}/{id}`,
        `PATCH ${TASKS}/{id}`,
        `PATCH ${TABLE}/{id}`,
        `PATCH ${TABLE}/{id}`,
      ],
      'record, again': [`GET ${TABLE}`],
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
