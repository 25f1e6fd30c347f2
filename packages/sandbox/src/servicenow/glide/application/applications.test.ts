import { describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { baseSystem } from '../../base-system/base-system.ts';
import type { Behaviours } from '../../behaviours/switches.ts';
import { acmeApp, record } from '../fixtures/acme-app.ts';
import { sysId, updateSetXml, type XmlRecord } from '../fixtures/update-set-xml.ts';
import { Applications, type ImportOptions } from './applications.ts';

function setUp(behaviours: Partial<Behaviours> = {}) {
  const database = baseSystem(new SandboxClock(), behaviours);
  const log: string[] = [];
  const applications = new Applications(database, (message) => log.push(message));
  return {
    database,
    applications,
    log,
    install: (records: readonly XmlRecord[], options?: ImportOptions) =>
      applications.install(updateSetXml(records), options),
  };
}

describe('Applications', () => {
  it('says what it installed and what it has no use for', () => {
    expect(setUp().install(acmeApp())).toEqual({
      scope: 'x_acme',
      name: 'Acme Parcels',
      version: '1.0.0',
      collisions: [],
      drafts: [],
      ignored: [{ table: 'sys_app_module', updateName: `sys_app_module_${sysId(60)}` }],
    });
  });

  it('defines tables, columns and choices', () => {
    const { database, install } = setUp();
    install(acmeApp());
    const table = database.table('x_acme_parcel');
    expect(table).toMatchObject({ label: 'Parcel', webServiceAccess: false });
    expect(table?.columns.get('claim')).toMatchObject({ type: 'string', maxLength: 80, unique: true });
    expect(table?.columns.get('change')).toMatchObject({ reference: 'change_request' });
    expect(table?.columns.get('status')).toMatchObject({
      defaultValue: 'waiting',
      choices: [
        { value: 'waiting', label: 'Waiting' },
        { value: 'sent', label: 'Sent' },
      ],
    });
    expect(database.count('sys_choice', 'name=x_acme_parcel^element=status')).toBe(2);
  });

  it('gives a table its label from the documentation, and its parent by name', () => {
    const { database, install } = setUp();
    install([
      ...acmeApp(),
      record('sys_db_object', sysId(70), { name: 'x_acme_box', label: 'Box', super_class: sysId(1) }),
      record('sys_documentation', sysId(71), {
        name: 'x_acme_box',
        element: '',
        label: 'Big box',
        language: 'en',
      }),
    ]);
    expect(database.table('x_acme_box')).toMatchObject({ label: 'Big box', parent: 'x_acme_parcel' });
  });

  it('brings rows, roles and properties under the sys_ids of the set', () => {
    const { database, install } = setUp();
    install(acmeApp());
    expect(database.get('x_acme_parcel', sysId(50))).toMatchObject({
      claim: 'shipped with the app',
      weight: '3',
    });
    expect(database.find('sys_user_role', 'name', 'x_acme.clerk')?.sys_id).toBe(sysId(20));
    expect(database.property('x_acme.limit')).toBe('5');
  });

  it('upgrades: updates what is there, deletes what the set deletes, keeps the rest', () => {
    const { database, install } = setUp();
    install(acmeApp());
    install([
      record('sys_app', sysId(9), { name: 'Acme Parcels', scope: 'x_acme', version: '2.0.0' }),
      { ...record('x_acme_parcel', sysId(50), {}), action: 'DELETE' },
      record('sys_properties', sysId(99), { name: 'x_acme.limit', value: '6' }),
    ]);
    expect(database.get('x_acme_parcel', sysId(50))).toBeNull();
    expect(database.query('sys_properties', 'name=x_acme.limit').map(({ value }) => value)).toEqual(['6']);
    expect(database.table('x_acme_parcel')?.columns.has('claim')).toBe(true);
  });

  it('keeps a private property, and overwrites others, when a set is imported again', () => {
    const { database, install } = setUp();
    install(acmeApp());
    const property = database.find('sys_properties', 'name', 'x_acme.limit')?.sys_id ?? '';
    database.update('sys_properties', property, { value: '7' }, 'admin');
    expect(install(acmeApp()).collisions).toEqual([`sys_properties_${sysId(23)}`]);
    expect(database.property('x_acme.limit')).toBe('5');
    expect(install(acmeApp()).collisions).toEqual([]);
    database.update('sys_properties', property, { value: '7', is_private: 'true' }, 'admin');
    expect(install(acmeApp()).collisions).toEqual([]);
    expect(database.property('x_acme.limit')).toBe('7');
  });

  it('leaves what somebody has changed since where the admin skips collisions', () => {
    const { database, install } = setUp();
    install(acmeApp());
    const property = database.find('sys_properties', 'name', 'x_acme.limit')?.sys_id ?? '';
    database.update('sys_properties', property, { value: '7' }, 'admin');
    const { collisions } = install(acmeApp(), { collisions: 'skip' });
    expect(collisions).toEqual([`sys_properties_${sysId(23)}`]);
    expect(database.property('x_acme.limit')).toBe('7');
  });

  it("sets a row of the application's own table back, without a collision", () => {
    const { database, install } = setUp();
    install(acmeApp());
    database.update('x_acme_parcel', sysId(50), { weight: '9' }, 'admin');
    expect(install(acmeApp(), { collisions: 'skip' }).collisions).toEqual([]);
    expect(database.get('x_acme_parcel', sysId(50))?.weight).toBe('3');
  });

  it('does without a script that the set deletes', () => {
    const { applications, install } = setUp();
    const script = record('sys_script_include', sysId(78), { name: 'Gone', script: 'var Gone = 1;' });
    const names = () => applications.all()[0]?.scriptIncludes.map(({ name }) => name);
    install([...acmeApp(), script]);
    expect(names()).toContain('Gone');
    install([{ ...script, action: 'DELETE' }]);
    expect(names()).not.toContain('Gone');
  });

  it('drops a column that the set deletes, with what it holds', () => {
    const { database, install } = setUp();
    install(acmeApp());
    const column = acmeApp().filter(({ attributes }) => attributes?.element === 'weight');
    install(column.map((one) => ({ ...one, action: 'DELETE' as const })));
    expect(database.table('x_acme_parcel')?.columns.has('weight')).toBe(false);
    install(column);
    expect(database.get('x_acme_parcel', sysId(50))?.weight ?? '').toBe('');
  });

  it('takes a column and a choice list under other sys_ids for those that it has', () => {
    const { database, install } = setUp();
    const column = { name: 'x_acme_parcel', element: 'status', internal_type: 'choice', max_length: '60' };
    const list = { name: 'x_acme_parcel', element: 'status' };
    const choice = { ...list, value: 'lost', label: 'Lost', language: 'en', sequence: '1' };
    install(acmeApp());
    install([
      record('sys_dictionary', sysId(71), column),
      record('sys_choice_set', sysId(72), list),
      record('sys_choice', sysId(73), choice),
    ]);
    const status = database.table('x_acme_parcel')?.columns.get('status');
    expect(status?.maxLength).toBe(60);
    expect(status?.choices.map(({ value }) => value)).toEqual(['lost']);
  });

  it('makes a column unique by an index, and refuses one over two columns', () => {
    const { database, install } = setUp();
    const index = { logical_table_name: 'x_acme_parcel', unique_index: 'true' };
    expect(() =>
      install([...acmeApp(), record('sys_index', sysId(74), { ...index, col_name_string: 'weight,due' })]),
    ).toThrow('does not implement a unique index over weight,due');
    install([...acmeApp(), record('sys_index', sysId(74), { ...index, col_name_string: 'weight' })]);
    expect(database.table('x_acme_parcel')?.columns.get('weight')?.unique).toBe(true);
  });

  it('takes a set of the global scope, which has no sys_app record', () => {
    const { database, applications } = setUp();
    const script = record('sys_script_include', sysId(75), { name: 'Tools', script: 'var Tools = {};' });
    const property = record('sys_properties', sysId(76), { name: 'acme.on', value: 'true' });
    const xml = updateSetXml([script, property]).replace(/>\w{32}<\/application>/, '>global</application>');
    expect(applications.install(xml)).toMatchObject({ scope: 'global', name: 'Global', ignored: [] });
    expect(database.property('acme.on')).toBe('true');
  });

  it('adds to a record what an UPDATE at the end of its row says of it', () => {
    const { applications } = setUp();
    const name = (action: string, fields: string): string =>
      `<sys_script_include action="${action}"><sys_id>${sysId(77)}</sys_id>${fields}</sys_script_include>`;
    const own = name('INSERT_OR_UPDATE', '<name>Late</name><script>var Late = 1;</script>');
    const payload = `<record_update>${own}${name('UPDATE', '<access>public</access>')}</record_update>`;
    const row = `<sys_update_xml><name>x</name><payload><![CDATA[${payload}]]></payload></sys_update_xml>`;
    applications.install(updateSetXml(acmeApp()).replace('</unload>', `${row}</unload>`));
    const includes = applications.all()[0]?.scriptIncludes;
    expect(includes?.find((one) => one.name === 'Late')).toMatchObject({ isPublic: true });
  });

  it('refuses a set without its sys_app record, as Preview does', () => {
    const records = acmeApp().filter(({ table }) => table !== 'sys_app');
    expect(() => setUp().install(records)).toThrow('Application scope validation issue');
  });

  it.each([
    [
      'a before rule',
      'sys_script',
      { name: 'Early', collection: 'x_acme_parcel', when: 'before' },
      '"before" rules',
    ],
    [
      'a filter that lets everything through',
      'sys_script',
      { name: 'Late', collection: 'x_acme_parcel', when: 'async', filter_condition: 'statusANYTHING' },
      'ANYTHING',
    ],
    [
      'a filter that is code',
      'sys_script',
      {
        name: 'Mine',
        collection: 'x_acme_parcel',
        when: 'async',
        filter_condition: 'sys_created_by=javascript:gs.getUserName()',
      },
      'javascript:',
    ],
    [
      'a rule on an absent table',
      'sys_script',
      { name: 'Late', collection: 'problem', when: 'async', action_insert: 'true' },
      '"Late" on problem: the sandbox does not have this table',
    ],
    [
      'a column of an absent table',
      'sys_dictionary',
      { name: 'problem', element: 'u_parcel', internal_type: 'string' },
      'columns of problem: the sandbox does not have this table',
    ],
    [
      'a table of an absent parent',
      'sys_db_object',
      { name: 'x_acme_problem', super_class: 'problem' },
      'not have problem',
    ],
    ['a daily job', 'sysauto_script', { name: 'Nightly', run_type: 'daily' }, 'run type "daily"'],
    [
      'an access control with a script',
      'sys_security_acl',
      { name: 'x', script: 'answer = true' },
      'its script',
    ],
  ])('refuses %s by name, and changes nothing', (_, table, fields, reason) => {
    const { database, install } = setUp();
    expect(() => install([...acmeApp(), record(table, sysId(80), fields)])).toThrow(reason);
    expect(database.table('x_acme_parcel')).toBeUndefined();
  });

  it('refuses a resource whose access control is not in the set', () => {
    const records = acmeApp().filter(({ table }) => table !== 'sys_security_acl');
    expect(() => setUp().install(records)).toThrow(`the ACL ${sysId(21)} that it enforces is not there`);
  });
});
