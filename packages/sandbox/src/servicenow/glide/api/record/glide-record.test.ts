import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { USERS } from '../../../base-system/seed/seed.ts';
import { AcmeInstance } from '../../fixtures/acme-instance.ts';

const PARCEL = 'var gr = new GlideRecord("x_acme_parcel");';

describe('GlideRecord', () => {
  let acme: AcmeInstance;
  beforeAll(() => {
    acme = new AcmeInstance();
  });
  afterEach(() => {
    const parcels = acme.database.query('x_acme_parcel', 'claim!=shipped with the app');
    for (const { sys_id: sysId = '' } of parcels) acme.database.delete('x_acme_parcel', sysId, 'admin');
  });
  afterAll(() => acme.close());

  const insert = (values: Record<string, string>) => acme.database.insert('x_acme_parcel', values, 'admin');

  it('inserts, reads, changes and deletes a row', async () => {
    const script = `${PARCEL}
gr.initialize();
gr.claim = 'a';
gr.setValue('weight', 7);
gr.fragile = true;
var id = gr.insert();
var found = new GlideRecord('x_acme_parcel');
var got = found.get(id);
found.weight = 8;
var updated = found.update();
var changed = found.getValue('weight');
return [got, updated === id, changed, found.getValue('fragile'), String(found.fragile), found.deleteRecord(), found.get(id)];`;
    expect(await acme.evaluate(script)).toEqual([true, true, '8', '1', 'true', true, false]);
  });

  it('gives null for empty and unknown fields', async () => {
    insert({ claim: 'a' });
    const script = `${PARCEL} gr.get('claim', 'a'); return [gr.getValue('secret'), gr.getValue('nope'), gr.nope === undefined, gr.isValidField('nope')];`;
    expect(await acme.evaluate(script)).toEqual([null, null, true, false]);
  });

  it.each([
    'gr.needs_attention = true',
    'gr.setValue("needs_attention", true)',
    'gr.getValue("sn_esign_document")',
    'gr.needs_attention',
    'gr.getElement("task_for")',
    'gr.cmdb_ci.business_unit',
  ])('says so where a script uses a column that only the sandbox lacks: %s', async (use) => {
    const script = `var gr = new GlideRecord('change_request'); gr.newRecord();
try { ${use}; } catch (error) { return [error instanceof Error, error.message, gr.isValidField('needs_attention')]; }`;
    const said = expect.stringMatching(
      /^The sandbox does not implement the column (change_request|cmdb_ci)\./,
    );
    expect(await acme.evaluate(script)).toEqual([true, said, false]);
  });

  it('finds rows by conditions', async () => {
    for (const [claim, weight] of Object.entries({ a: '1', b: '2', c: '3', d: '4' }))
      insert({ claim, weight });
    const find = (conditions: string) =>
      acme.evaluate(`${PARCEL} gr.addNotNullQuery('claim'); gr.addQuery('claim', '!=', 'shipped with the app'); ${conditions}
var claims = []; gr.query(); while (gr.next()) claims.push(gr.getValue('claim')); return claims.join('') + gr.getRowCount();`);
    expect(await find('gr.addQuery("weight", ">", 2); gr.orderByDesc("weight");')).toBe('dc2');
    expect(await find('gr.addQuery("weight", 1).addOrCondition("weight", 4); gr.orderBy("weight");')).toBe(
      'ad2',
    );
    expect(await find('gr.addQuery("claim", "IN", ["a", "d"]); gr.orderBy("claim");')).toBe('ad2');
    expect(await find('gr.addEncodedQuery("weightIN2,3^ORDERBYclaim");')).toBe('bc2');
    expect(await find('gr.addNullQuery("due"); gr.orderBy("claim"); gr.setLimit(3);')).toBe('abc3');
    expect(await find('gr.addQuery("claim", "CONTAINS", "c");')).toBe('c1');
    const mine = 'sys_created_by=javascript:gs.getUserName()';
    expect(await find(`gr.addEncodedQuery("${mine}^ORDERBYclaim");`)).toBe('abcd4');
  });

  it('does not let a value escape its condition', async () => {
    const query = `${PARCEL} gr.addQuery('claim', 'a^ORclaimISNOTEMPTY'); gr.query(); return gr.getRowCount();`;
    await expect(acme.evaluate(query)).rejects.toThrow('does not implement a query value that holds ^');
  });

  it('returns null for a unique value that is taken, and logs why', async () => {
    insert({ claim: 'taken' });
    expect(await acme.evaluate(`${PARCEL} gr.claim = 'taken'; return gr.insert();`)).toBeNull();
    expect(acme.log).toContain('error: Unique Key violation detected: x_acme_parcel.claim');
  });

  it('encrypts a password2 column by display value only', async () => {
    const script = `${PARCEL}
gr.secret.setDisplayValue('open sesame');
gr.claim = 'sealed';
gr.insert();
gr.get('claim', 'sealed');
var plain = new GlideRecord('x_acme_parcel');
plain.setValue('secret', 'not encrypted');
return [gr.getValue('secret') === 'open sesame', gr.getElement('secret').getDecryptedValue(), plain.getElement('secret').getDecryptedValue()];`;
    expect(await acme.evaluate(script)).toEqual([false, 'open sesame', '']);
    expect(acme.log).toContain('error: x_acme_parcel.secret: expecting encrypted data');
    const secret = acme.database.find('x_acme_parcel', 'claim', 'sealed')?.secret ?? '';
    expect(acme.database.decrypt(secret)).toBe('open sesame');
  });

  it('walks through references and shows display values', async () => {
    const change = acme.database.insert('change_request', { short_description: 'Ship it' }, 'admin');
    insert({ claim: 'a', change: change.sys_id ?? '', status: 'sent' });
    const script = `${PARCEL} gr.get('claim', 'a');
return [String(gr.change.number), gr.change.state.getDisplayValue(), gr.getElement('change.short_description').toString(),
  gr.getDisplayValue('change'), gr.getDisplayValue('status'), gr.change.getRefRecord().getValue('number'), gr.change == gr.getValue('change')];`;
    const number = change.number;
    expect(await acme.evaluate(script)).toEqual([number, 'New', 'Ship it', number, 'Sent', number, true]);
  });

  it('looks a record up by sys_id, then by what people call it', async () => {
    const change = acme.database.insert('change_request', {}, 'admin');
    const script = `var gr = new GlideRecord('change_request');
return [gr.get('${change.number}'), gr.getUniqueValue(), gr.get('${change.sys_id}'), gr.get(''), gr.get('CHG9999999')];`;
    expect(await acme.evaluate(script)).toEqual([true, change.sys_id, true, false, false]);
  });

  it('inserts on update what is not there any more', async () => {
    const { sys_id: sysId = '' } = insert({ claim: 'gone' });
    const script = `${PARCEL} gr.get('${sysId}');
var other = new GlideRecord('x_acme_parcel'); other.get('${sysId}'); other.deleteRecord();
gr.weight = 9; return gr.update() !== null;`;
    expect(await acme.evaluate(script)).toBe(true);
    expect(acme.database.find('x_acme_parcel', 'claim', 'gone')?.weight).toBe('9');
  });

  it('writes only what changed, so that it does not undo what others wrote', async () => {
    const { sys_id: sysId = '' } = insert({ claim: 'a', weight: '1' });
    const script = `${PARCEL} gr.get('${sysId}');
var other = new GlideRecord('x_acme_parcel'); other.get('${sysId}'); other.weight = 5; other.update();
gr.status = 'sent'; gr.update();`;
    await acme.evaluate(script);
    expect(acme.database.get('x_acme_parcel', sysId)).toMatchObject({ weight: '5', status: 'sent' });
  });

  it('updates and deletes many at once', async () => {
    insert({ claim: 'a', weight: '5' });
    insert({ claim: 'b', weight: '5' });
    await acme.evaluate(
      `${PARCEL} gr.addQuery('weight', 5); gr.setValue('status', 'sent'); gr.updateMultiple();`,
    );
    expect(acme.database.count('x_acme_parcel', 'status=sent')).toBe(2);
    await acme.evaluate(`${PARCEL} gr.addQuery('weight', 5); gr.deleteMultiple();`);
    expect(acme.database.count('x_acme_parcel', 'weight=5')).toBe(0);
  });

  it('does not write after setAbortAction(true)', async () => {
    expect(
      await acme.evaluate(`${PARCEL} gr.claim = 'x'; gr.setAbortAction(true); return gr.insert();`),
    ).toBeNull();
  });

  it('gives null where the instance aborts the write, with its words in the log', async () => {
    const change = acme.database.insert('change_request', {}, 'admin');
    const script = `var gr = new GlideRecord('change_request'); gr.get('${change.sys_id}'); gr.state = 3; return gr.update();`;
    expect(await acme.evaluate(script)).toBeNull();
    expect(acme.log.at(-1)).toContain('aborted by Business Rule');
  });

  it('gives default values to a new record', async () => {
    const script = `${PARCEL} gr.newRecord(); return [gr.isNewRecord(), gr.getValue('status'), gr.getValue('weight'), gr.isValidRecord()];`;
    expect(await acme.evaluate(script)).toEqual([true, 'waiting', '1', false]);
  });

  it('lets a script walk its fields', async () => {
    const script = `${PARCEL} gr.claim = 'x'; var names = []; for (var name in gr) names.push(name); return [names.indexOf('claim') >= 0, names.indexOf('fields')];`;
    expect(await acme.evaluate(script)).toEqual([true, -1]);
  });

  it('sets choices and references by what people call them', async () => {
    const change = acme.database.insert('change_request', {}, 'admin');
    const script = `${PARCEL} gr.status.setDisplayValue('Sent'); gr.change.setDisplayValue('${change.number}');
var found = gr.getValue('change'); gr.change.setDisplayValue('CHG9999999'); return [gr.getValue('status'), found, gr.getValue('change')];`;
    expect(await acme.evaluate(script)).toEqual(['sent', change.sys_id, null]);
  });

  it('knows no table that is not there', async () => {
    const script =
      'var gr = new GlideRecord("nope"); gr.query(); return [gr.isValid(), gr.next(), gr.insert()];';
    expect(await acme.evaluate(script)).toEqual([false, false, null]);
    expect(acme.log).toContain('error: Invalid table nope');
  });
});

describe('GlideRecordSecure', () => {
  let acme: AcmeInstance;
  beforeAll(() => {
    acme = new AcmeInstance();
  });
  afterAll(() => acme.close());

  it('shows and writes only what the user may', async () => {
    const change = acme.database.insert('change_request', {}, 'admin');
    const script = `var gr = new GlideRecordSecure('change_request');
var seen = gr.get('${change.sys_id}');
var mine = new GlideRecordSecure('change_request');
mine.short_description = 'x';
return [seen, mine.canCreate(), mine.insert() !== null, new GlideRecord('change_request').get('${change.sys_id}')];`;
    expect(await acme.evaluate(script, acme.user(USERS.employee.userName))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(await acme.evaluate(script, acme.user(USERS.integration.userName))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it("keeps an app's table from all but admins where no access control opens it", async () => {
    const script = 'var gr = new GlideRecordSecure("x_acme_parcel"); gr.query(); return gr.getRowCount();';
    expect(await acme.evaluate(script, acme.user(USERS.integration.userName))).toBe(0);
    expect(await acme.evaluate(script, acme.user('admin'))).toBe(1);
  });
});
