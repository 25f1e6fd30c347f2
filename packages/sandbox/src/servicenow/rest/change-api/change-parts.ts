import { type Context, Hono } from 'hono';
import type { Clock } from '../../../clock.ts';
import { modelOf } from '../../change/model-of.ts';
import type { Database, Row } from '../../database/database.ts';
import { NO_RECORD } from '../rest-error.ts';
import type { RestVariables } from '../rest-variables.ts';
import { answerApproval } from './approvals.ts';
import { associate, associationTable } from './associated-cis.ts';
import { ChangeRecords } from './change-records.ts';
import { Conflicts } from './conflicts.ts';
import { requestedFields } from './fields.ts';
import { listRows } from './list.ts';
import { nextStates } from './next-states.ts';
import { Workers } from './workers.ts';

const CHANGE = 'change_request';
const TASK = 'change_task';

type Request = Context<RestVariables>;

/** What is below one change: next states, approvals, conflicts, risk, configuration items, tasks; and the workers. */
export function changeParts(database: Database, clock: Clock): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  const workers = new Workers();
  const conflicts = new Conflicts(database, clock);
  const records = (c: Request): ChangeRecords => new ChangeRecords(database, c.get('principal'));
  const changeOf = (c: Request): Row => records(c).change(c.req.param('id') ?? '');
  const fieldsOf = async (c: Request) => requestedFields(new URL(c.req.url), await c.req.text());
  const originOf = (c: Request): string => new URL(c.req.url).origin;

  app.get('/change/worker/:id', (c) => c.json({ result: workers.status(c.req.param('id'), originOf(c)) }));

  app.get('/change/:id/nextstates', (c) => {
    const change = changeOf(c);
    return c.json({ result: nextStates(database, change, modelOf(database, change)) });
  });

  app.patch('/change/:id/approvals', async (c) => {
    answerApproval(database, changeOf(c), await fieldsOf(c), c.get('principal'));
    return c.json({ result: records(c).json(CHANGE, changeOf(c)) });
  });

  app.post('/change/:id/conflict', (c) => c.json({ result: conflicts.check(changeOf(c)) }));
  app.get('/change/:id/conflict', (c) => c.json({ result: conflicts.result(changeOf(c), records(c)) }));
  app.delete('/change/:id/conflict', (c) => conflicts.cancel(changeOf(c)));

  // The risk conditions of an instance are its own: the sandbox has none, so the risk stays as it is.
  // @fact `PATCH /change/{id}/risk` | 200; without risk conditions the risk stays | documented |
  // change-management-api
  app.on('PATCH', ['/change/:id/risk', '/change/standard/:id/risk'], (c) =>
    c.json({ result: records(c).json(CHANGE, changeOf(c)) }),
  );

  app.get('/change/:id/ci', (c) => {
    const [table] = associationTable(c.req.query('association_type'));
    const rows = listRows(
      database,
      table,
      new URL(c.req.url),
      c.get('principal'),
      `task=${changeOf(c).sys_id}`,
    );
    return c.json({ result: rows.map((row) => records(c).json(table, row)) });
  });
  app.post('/change/:id/ci', async (c) => {
    const job = associate(database, changeOf(c), await fieldsOf(c), c.get('principal').userName);
    return c.json({ result: workers.start(job, originOf(c)) }, 202);
  });

  app.get('/change/:id/task', (c) => {
    const rows = listRows(
      database,
      TASK,
      new URL(c.req.url),
      c.get('principal'),
      `change_request=${changeOf(c).sys_id}`,
    );
    return c.json({ result: rows.map((row) => records(c).json(TASK, row)) });
  });
  // @fact Fields of a new task in `sn_chg_rest` | come from the query, not from a body | documented |
  //   change-management-api
  app.post('/change/:id/task', (c) => {
    const change = changeOf(c).sys_id ?? '';
    const fixed = { change_request: change, parent: change };
    return c.json({ result: records(c).create(TASK, requestedFields(new URL(c.req.url), ''), { fixed }) });
  });
  const taskOf = (c: Request): Row => {
    const task = records(c).find(TASK, c.req.param('task') ?? '');
    if (task.change_request !== changeOf(c).sys_id) throw NO_RECORD;
    return task;
  };
  app.get('/change/:id/task/:task', (c) => c.json({ result: records(c).json(TASK, taskOf(c)) }));
  app.patch('/change/:id/task/:task', async (c) =>
    c.json({ result: records(c).update(TASK, taskOf(c), await fieldsOf(c)) }),
  );
  app.delete('/change/:id/task/:task', (c) => c.json({ result: records(c).delete(TASK, taskOf(c)) }));

  return app;
}
