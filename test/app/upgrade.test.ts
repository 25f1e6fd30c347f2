/**
 * What an admin has set, and what waits, when the app is imported over an older one or over itself. Which tables,
 * columns and properties there are is read from the set, so that a new one is in this test.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type Behaviours, missingForGitlab, type Row } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { type RecordFile, readReleases } from '../../packages/servicenow-app/build/record-file.ts';
import { upgradeSet } from '../../packages/servicenow-app/build/sets.ts';
import { updateSet } from '../../packages/servicenow-app/build/update-set.ts';
import { UPDATE_SET, UPGRADE_SET } from '../environment/environment.ts';
import { field, recordsOf } from '../update-set/records.ts';
import { type App, startApp } from './app.ts';

const RELEASES = new URL('../../packages/servicenow-app/releases/', import.meta.url);
const FIRST_RELEASE = gunzipSync(readFileSync(new URL('0.1.0-0e5bd5b.xml.gz', RELEASES))).toString();
const INSTALL = readFileSync(UPDATE_SET, 'utf8');
const UPGRADE = readFileSync(UPGRADE_SET, 'utf8');

let app: App;
afterEach(() => app.close());

describe.each([
  ['itself', INSTALL],
  ['the first release', FIRST_RELEASE],
])('an upgrade of %s', (_, installed) => {
  it.each<Partial<Behaviours>>([{ privateProperties: 'inserted' }, { privateProperties: 'leftOut' }])(
    'keeps every row and every property that an admin has changed or added, where %j',
    async (behaviours) => {
      app = await startApp(1, behaviours, undefined, installed);
      const changed = changeEverything(installed);
      const { collisions } = app.sandbox.serviceNow.importUpdateSet(UPGRADE);
      expect(settings(installed)).toMatchObject(changed);
      expect(collisions).toEqual([]);
    },
  );

  it('keeps what an admin has published', async () => {
    app = await startApp(1, {}, undefined, installed);
    const { cluster } = app.sandbox.serviceNow;
    cluster.publish('Call back pipeline');
    cluster.publish('x_change_gate.await_change_decision');
    app.sandbox.serviceNow.setProperty('x_change_gate.decided_by', 'subflow');
    app.sandbox.serviceNow.importUpdateSet(UPGRADE);
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    expect(app.registration(registration).decided_by).toBe('subflow');
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('lets a build that waited be told', async () => {
    app = await startApp(1, {}, undefined, installed);
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    app.sandbox.serviceNow.importUpdateSet(UPGRADE);
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', token: '' });
  });
});

it('a gate that waits since before an upgrade is found by its key, as the older version has spelled it', async () => {
  app = await startApp(1);
  const { serviceNow } = app.sandbox;
  const number = app.openChange();
  const [before, after] = [await app.pausedBuild(), await app.pausedBuild()];
  const key = 'test:Build:QA';
  const waiting = await app.register(number, before, { key });
  serviceNow.database.update('x_change_gate_registration', waiting, { active_key: key }, 'system');
  serviceNow.importUpdateSet(UPGRADE);
  expect(await app.register(number, before, { key })).toBe(waiting);
  const renewed = await app.register(number, after, { key });
  const other = await app.register(number, await app.pausedBuild(), { key: key.toLowerCase() });
  const statuses = [waiting, renewed, other].map((sysId) => app.registration(sysId).status);
  expect(statuses).toEqual(['superseded', 'waiting', 'waiting']);
});

it.skipIf(missingForGitlab().length > 0)(
  'what an older version took for told on GitLab is left alone, whatever becomes of its gate',
  async () => {
    const token = 'glpat-bot';
    const tokens = [{ token, user: 'bot', role: 'maintainer', scopes: ['api'] }] as const;
    app = await startApp(1, {}, undefined, FIRST_RELEASE, {
      gitlab: { tokens, images: {}, statusDelayMs: 0 },
    });
    const { gitlab, serviceNow } = app.sandbox;
    const pipeline = gitlab.run(
      'change:gate: {when: manual, allow_failure: false, script: [sleep infinity]}\n',
    );
    await pipeline.paused;
    const server = `${gitlab.url}/api/v4`;
    app.listServer({ name: 'GitLab', ci: 'gitlab', base_url: server });
    const job = { project_id: '1217', job: 'change:gate', environment: '', on_denied: 'fail' };
    const target = { ...job, pipeline_id: String(pipeline.id) };
    const number = app.openChange();
    const fields = { ci: 'gitlab', server, target, credential: { token } };
    const registration = await app.register(number, String(pipeline.id), fields);
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', token: '' });

    serviceNow.importUpdateSet(UPGRADE);
    const before = [app.registration(registration), app.notes(number), gitlab.requests.length];
    gitlab.failJob(pipeline.id, 'change:gate', 'runner_system_failure');
    await app.pass(30);
    expect([app.registration(registration), app.notes(number), gitlab.requests.length]).toEqual(before);
  },
);

it('a key that is the sys_id of a registration that ended before an upgrade can be registered', async () => {
  app = await startApp(1);
  const { serviceNow } = app.sandbox;
  const number = app.openChange();
  const ended = await app.register(number, await app.pausedBuild());
  app.implement(number);
  await app.idle();
  // How older versions marked it.
  serviceNow.database.update('x_change_gate_registration', ended, { active_key: ended }, 'system');
  serviceNow.importUpdateSet(UPGRADE);
  const renewed = await app.register(app.openChange(), await app.pausedBuild(), { key: ended });
  expect(app.registration(renewed)).toMatchObject({ key: ended, active_key: ended, status: 'waiting' });
  expect(app.registration(ended).active_key).toBe(`ended ${ended}`);
});

it('an upgrade deletes what a release had and the app no longer has', async () => {
  app = await startApp(1);
  const { database } = app.sandbox.serviceNow;
  const releases = await readReleases(fileURLToPath(RELEASES));
  const dropped = (record: RecordFile) =>
    ['x_change_gate.admin', 'x_change_gate.retention_days'].includes(record.fields.name ?? '');
  const inUse = () => [
    database.find('sys_user_role', 'name', 'x_change_gate.admin')?.name,
    database.property('x_change_gate.retention_days'),
  ];
  expect(inUse()).toEqual(['x_change_gate.admin', '365']);
  const records = releases.flat().filter((record) => !dropped(record));
  app.sandbox.serviceNow.importUpdateSet(updateSet(upgradeSet(records, releases), '9.0.0', new Date()));
  expect(inUse()).toEqual([undefined, '']);
});

it('the install set sets back the CI servers that it brings, and nothing else', async () => {
  app = await startApp(1);
  const shipped = settings(INSTALL);
  const changed = changeEverything(INSTALL);
  app.sandbox.serviceNow.importUpdateSet(INSTALL);
  const brought = rowsOf(INSTALL).map(({ sysId }) => sysId);
  const expected = Object.entries(changed).map(([key, row]) => [
    key,
    brought.includes(key) ? { ...row, ...notEmpty(shipped[key]) } : row,
  ]);
  expect(withoutDates(settings(INSTALL))).toEqual(withoutDates(Object.fromEntries(expected)));
});

/** All that an admin may change: rows of the app's tables and properties, by sys_id. */
function settings(installed: string): Readonly<Record<string, Row>> {
  const { database } = app.sandbox.serviceNow;
  const rows = tablesOf(installed).flatMap((table) => database.query(table));
  const properties = database.query('sys_properties', 'nameSTARTSWITHx_change_gate.');
  return Object.fromEntries([...rows, ...properties].map((row) => [row.sys_id, row]));
}

/** Changes each row and property that the set brought, in every column, and adds a row to each table. */
function changeEverything(installed: string): Readonly<Record<string, Row>> {
  const { database, setProperty } = app.sandbox.serviceNow;
  const tables = tablesOf(installed);
  // As many as the first release had.
  expect(tables.length).toBeGreaterThanOrEqual(5);
  for (const table of tables) {
    for (const { sysId } of rowsOf(installed).filter((row) => row.table === table)) {
      database.update(table, sysId, others(table, database.get(table, sysId) ?? {}), 'admin');
    }
    database.insert(table, others(table, {}), 'admin');
  }
  const properties = recordsOf(installed).filter((row) => field(row, 'type') === 'System Property');
  expect(properties.length).toBeGreaterThanOrEqual(4);
  for (const row of properties) {
    const name = field(row, 'target_name');
    const shipped = /&lt;value&gt;([^&]*)&lt;/.exec(row)?.[1] ?? '';
    const value = shipped === 'false' ? 'true' : shipped === 'rules' ? 'subflow' : `${Number(shipped) + 7}`;
    setProperty.call(app.sandbox.serviceNow, name, value);
    // As the guide tells who creates one that the import has left out.
    const { sys_id: id = '' } = database.find('sys_properties', 'name', name) ?? {};
    database.update('sys_properties', id, { is_private: 'true' }, 'admin');
  }
  return settings(installed);
}

/** Another value for each column of a row. */
function others(table: string, row: Row): Row {
  const columns = [...(app.sandbox.serviceNow.database.table(table)?.columns.values() ?? [])];
  const own = columns.filter(({ name }) => !name.startsWith('sys_'));
  return Object.fromEntries(
    own.map(({ name, type, choices, defaultValue }) => {
      const value = row[name] ?? defaultValue;
      if (choices.length > 0) return [name, choices.find((choice) => choice.value !== value)?.value ?? ''];
      if (type === 'boolean') return [name, value === 'true' ? 'false' : 'true'];
      if (type === 'integer') return [name, `${Number(value) + 7}`];
      if (type === 'glide_date_time') return [name, '2031-02-03 04:05:06'];
      return [name, type === 'reference' ? 'f'.repeat(32) : `${value}x`];
    }),
  );
}

/** The names of the tables that a set brings. */
function tablesOf(set: string): string[] {
  const tables = recordsOf(set).filter((row) => field(row, 'type') === 'Table');
  return tables.map((row) => field(row, 'table'));
}

/** The rows of those tables that a set brings. */
function rowsOf(set: string): { readonly table: string; readonly sysId: string }[] {
  const tables = tablesOf(set);
  return recordsOf(set).flatMap((row) => {
    const [, table = '', sysId = ''] = /^(\w+)_([0-9a-f]{32})$/.exec(field(row, 'name')) ?? [];
    return tables.includes(table) ? [{ table, sysId }] : [];
  });
}

/** What a record of the set says of a row: it leaves out columns that are empty. */
function notEmpty(row: Row = {}): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}

/** When and how often a row was written. */
function withoutDates(rows: Readonly<Record<string, Row | undefined>>): Record<string, Row> {
  return Object.fromEntries(
    Object.entries(rows).map(([key, row]) => [
      key,
      Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => !/^sys_(mod|updated)/.test(name))),
    ]),
  );
}
