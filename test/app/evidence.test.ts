/** Evidence over HTTP: what is recorded before approval is asked for counts, and nobody can make anything else count. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';
import { recordOf, STREAM, send, TESTS } from './evidence-record.ts';

const ROWS = 'x_change_gate_evidence';
const ITEMS = 'x_change_gate_evidence_item';
const WORSE = { ...TESTS, passed: 10, failed: 1 };

let app: App;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const database = () => app.sandbox.serviceNow.database;
const rows = (query = '') => database().query(ROWS, `${query}^ORDERBYsys_created_on`);
const items = (query = '') => database().query(ITEMS, query);
const pointer = (number: string) => app.change(number)[ROWS];
const result = ({ body }: Awaited<ReturnType<typeof send>>) => body.result as Record<string, unknown>;

/** A change of the integration user's that nobody has been asked about. */
function newChange(fields = {}): string {
  const values = { type: 'normal', short_description: 'Globex to QA', ...fields };
  return database().insert('change_request', values, USERS.integration.userName).number ?? '';
}

/** Records, and expects to be let. @returns the row's sys_id */
async function recorded(number: string, fields = {}): Promise<string> {
  const answer = await send(app, recordOf(app, number, fields));
  expect(answer.body).not.toHaveProperty('error');
  return String(result(answer).sys_id);
}

/** A script of the instance, which no access control holds. */
async function script(source: string): Promise<void> {
  expect(await app.sandbox.serviceNow.cluster.runScript('global', source)).toEqual([]);
}

const pointByScript = (number: string, row: string) =>
  script(`var change = new GlideRecord('change_request'); change.get('number', '${number}');
    change.setValue('${ROWS}', '${row}'); change.update();`);

describe('before approval is asked for', () => {
  it('a record is a row of plain columns that the change points to, with its reports beside it', async () => {
    const number = newChange();
    const answer = await send(app, recordOf(app, number));
    expect(answer.status).toBe(200);
    expect(result(answer)).toEqual({ sys_id: pointer(number), counts: true, older: [] });
    expect(rows()).toEqual([
      expect.objectContaining({
        ...{ sys_id: pointer(number), change_number: number, status: 'complete' },
        ...{ tests_status: 'complete', tests_total: '12', tests_failed: '0', tests_passing_percent: '91.6' },
        ...{ coverage_status: 'not_given', code_coverage: '', total_num_of_commits: '' },
        ...{
          findings_high: '2',
          changes_status: 'unknown',
          direction: 'unknown',
          sequence: '0000000000000007',
        },
        ...{
          artifacts: `shop@sha256:${'b'.repeat(64)}`,
          commit_id: 'a'.repeat(40),
          separation_rule: 'record',
        },
      }),
    ]);
    expect(items().map(({ kind, name, evidence }) => [kind, name, evidence])).toEqual([
      ['tests', 'junit.xml', pointer(number)],
      ['security', 'scan.sarif', pointer(number)],
    ]);
    expect(app.notes(number)).toEqual(['12 tests, 0 failed; 2 high findings']);
    expect(app.change(number).test_plan).toBe('12 tests, 0 failed');
    const clean = `${ROWS}.tests_status=complete^${ROWS}.tests_failed=0^${ROWS}.code_coverageISEMPTY`;
    expect(
      database()
        .query('change_request', clean)
        .map((change) => change.number),
    ).toEqual([number]);
  });

  it('the same record adds nothing, however often and at however many nodes it comes', async () => {
    const number = newChange({ test_plan: 'By hand' });
    const record = recordOf(app, number);
    const answers = await Promise.all([send(app, record), send(app, record), send(app, record)]);
    answers.push(await send(app, { ...record, build: { id: '7', url: 'https://github.com/attempts/2' } }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => result(answer).sys_id)).size).toBe(1);
    expect([rows().length, items().length]).toEqual([1, 2]);
    expect(app.change(number).test_plan).toBe('By hand');
  });

  it('another record of a change that is New, or was sent back to New, is another row', async () => {
    const number = newChange();
    const first = await recorded(number);
    app.sandbox.serviceNow.move(number, 'Assess');
    app.sandbox.serviceNow.move(number, 'New');
    const second = await recorded(number, { tests: WORSE });
    expect(pointer(number)).toBe(second);
    expect(
      rows()
        .map(({ sys_id: id }) => id)
        .sort(),
    ).toEqual([first, second].sort());
    expect(await recorded(number)).toBe(first);
    expect(pointer(number)).toBe(first);
  });
});

describe('after approval was asked for', () => {
  it('a record moves nothing: it is kept beside the row, and noted where it is worse', async () => {
    const number = newChange();
    const row = await recorded(number);
    app.sandbox.serviceNow.move(number, 'Assess');
    expect(result(await send(app, recordOf(app, number)))).toMatchObject({ sys_id: row, counts: true });

    const late = recordOf(app, number, { tests: WORSE, artifacts: [`shop@sha256:${'d'.repeat(64)}`] });
    const [one, other] = [result(await send(app, late)), result(await send(app, late))];
    expect(one).toEqual({ sys_id: items('kind=update')[0]?.sys_id, counts: false, older: [] });
    expect(other).toEqual(one);
    expect([pointer(number), rows().length]).toEqual([row, 1]);
    const problem = items('kind=update').map((item) => item.problem);
    expect(problem).toEqual([
      expect.stringMatching(/^Artifacts: .*; Tests failed: 1, approved with 0$|Tests passed/),
    ]);
    expect(app.notes(number)).toHaveLength(2);
    expect(app.notes(number)[1]).toContain('recorded after approval was asked for, differs: Artifacts');
  });

  it('a change that has none gets none', async () => {
    const number = newChange();
    app.sandbox.serviceNow.move(number, 'Assess');
    expect(result(await send(app, recordOf(app, number)))).toMatchObject({ counts: false });
    expect([pointer(number), rows()]).toEqual(['', []]);
  });
});

describe('nobody but the app', () => {
  const everybody = [USERS.integration, USERS.admin];

  it('reaches the tables through web services, or writes them in a form', async () => {
    const row = await recorded(newChange());
    for (const table of [ROWS, ITEMS]) {
      for (const user of everybody) {
        const path = `/api/now/table/${table}`;
        const answers = await Promise.all([
          app.call('GET', path, user),
          app.call('POST', path, user, { tests_failed: '0' }),
          app.call('PATCH', `${path}/${row}`, user, { tests_failed: '9' }),
          app.call('DELETE', `${path}/${row}`, user),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
      }
    }
    const form = (method: string, path: string, body?: unknown) =>
      app.sandbox.serviceNow.forms(
        new Request(`http://localhost${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      );
    const answers = await Promise.all([
      form('POST', `/${ROWS}`, { stream: 'x' }),
      form('PATCH', `/${ROWS}/${row}`, { stream: 'x' }),
      form('DELETE', `/${ROWS}/${row}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(rows().map(({ stream }) => stream)).toEqual([STREAM]);
  });

  it('points a change at evidence through web services: the column is dropped', async () => {
    const row = await recorded(newChange());
    const [number, path] = [newChange(), '/api/now/table/change_request'];
    for (const user of everybody) {
      const body = { [ROWS]: row, short_description: `By ${user.userName}` };
      expect((await app.call('PATCH', `${path}/${app.change(number).sys_id}`, user, body)).status).toBe(200);
      expect(app.change(number)).toMatchObject({ [ROWS]: '', short_description: `By ${user.userName}` });
      const made = await app.call('POST', path, user, body);
      expect(made.body.result).toMatchObject({ [ROWS]: '', short_description: `By ${user.userName}` });
    }
  });

  it('not even where a script forgets the access controls', async () => {
    const [clean, number] = [newChange(), newChange()];
    const row = await recorded(clean);
    await pointByScript(number, row);
    expect(pointer(number)).toBe('');
    await script(`var change = new GlideRecord('change_request'); change.initialize();
      change.setValue('short_description', 'copy'); change.setValue('${ROWS}', '${row}'); change.insert();`);
    expect(
      database()
        .query('change_request', 'short_description=copy')
        .map((change) => change[ROWS]),
    ).toEqual(['']);
    await script(`var change = new GlideRecordSecure('change_request'); change.get('number', '${number}');
      change.setValue('${ROWS}', '${row}'); change.update();`);
    expect(pointer(number)).toBe('');

    const better = await recorded(number);
    await recorded(number, { tests: WORSE });
    app.sandbox.serviceNow.move(number, 'Assess');
    await pointByScript(number, better);
    expect(pointer(number)).toBe('');
  });

  it('records for a change that another user opened', async () => {
    const number = newChange();
    const other = { userName: 'pipeline.acme', password: 'secret' };
    const password = database().encrypt(other.password);
    database().insert(
      'sys_user',
      { user_name: other.userName, user_password: password, active: 'true' },
      'admin',
    );
    for (const role of ['snc_internal', 'itil', 'x_change_gate.pipeline'])
      app.sandbox.serviceNow.grantRole(other.userName, role);
    expect((await send(app, recordOf(app, number), other)).status).toBe(403);
    // Whoever may read the change may register a build for it, and is not let by that.
    const theirBuild = app.registrationOf(number, 'b'.repeat(24));
    expect((await app.call('POST', '/api/x_change_gate/v1/registrations', other, theirBuild)).status).toBe(
      201,
    );
    expect((await send(app, recordOf(app, number), other)).status).toBe(403);
    await recorded(number);
    expect((await send(app, recordOf(app, number), other)).status).toBe(409);
    const theirs = database().insert('change_request', { type: 'normal' }, other.userName).number ?? '';
    expect((await send(app, recordOf(app, theirs))).status).toBe(403);
    expect(rows()).toHaveLength(1);
  });
});

describe('a stream', () => {
  const find = () => app.call('GET', `/api/x_change_gate/v1/evidence?stream=${encodeURIComponent(STREAM)}`);

  it('tells what its user has deployed last, also who registers, and which older changes wait', async () => {
    expect(result(await find())).toEqual({ base: null });
    const [first, second] = [newChange({ type: 'standard' }), newChange()];
    const at = (number: number) => ({ sequence: { counter: 'runs', number }, key: `k${number}` });
    await recorded(first, at(9));
    const answer = await send(app, recordOf(app, second, at(10)));
    expect(result(answer).older).toEqual([{ number: first, sys_id: app.change(first).sys_id }]);
    const older = await send(app, recordOf(app, newChange(), at(8)));
    expect(result(older).older).toEqual([]);

    await script(`var change = new GlideRecord('change_request'); change.get('number', '${first}');
      change.setValue('close_code', 'successful'); change.setValue('close_notes', 'Done'); change.update();`);
    for (const state of ['Scheduled', 'Implement', 'Review', 'Closed'])
      app.sandbox.serviceNow.move(first, state);
    const base = {
      change: first,
      commit: 'a'.repeat(40),
      artifacts: [`shop@sha256:${'b'.repeat(64)}`],
      build_url: 'https://github.com/globex/shop/actions/runs/7',
    };
    expect(result(await find())).toEqual({ base });
    const position = { stream: STREAM, sequence: { counter: 'runs', number: 11 } };
    const registered = await app.post(app.registrationOf(app.openChange(), 'a'.repeat(24), { position }));
    expect(registered.body.result).toMatchObject({ base, status: 'waiting' });
  });
});

it('is kept for as long as the property says, and for as long as its change is open', async () => {
  const [ended, open] = [newChange(), newChange()];
  await recorded(ended);
  const kept = await recorded(open, {
    build: { id: '8', url: 'https://github.com/globex/shop/actions/runs/8' },
  });
  app.sandbox.serviceNow.setProperty('x_change_gate.evidence_retention_days', '2');
  const { sys_id: change = '' } = app.change(ended);
  database().update('change_request', change, { state: '4' }, 'admin');
  const pass = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1) {
      app.sandbox.clock.advance(3_600_000);
      await app.idle();
    }
  };
  await pass(47);
  expect(rows()).toHaveLength(2);
  await pass(3);
  expect(rows().map(({ sys_id: row }) => row)).toEqual([kept]);
  expect(items().every(({ evidence }) => evidence === kept)).toBe(true);
});

it('an instance with an older app has no such address', async () => {
  await app.close();
  const release = new URL('../../packages/servicenow-app/releases/0.1.0-0e5bd5b.xml.gz', import.meta.url);
  app = await startApp(1, {}, undefined, gunzipSync(readFileSync(release)).toString());
  expect([400, 404]).toContain((await send(app, recordOf(app, newChange()))).status);
});
