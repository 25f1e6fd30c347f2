import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acmeApp, CLERK_ROLE, record } from '../fixtures/acme-app.ts';
import { AcmeInstance } from '../fixtures/acme-instance.ts';
import { sysId, updateSetXml } from '../fixtures/update-set-xml.ts';

const TABLE = 'x_acme_parcel';

let acme: AcmeInstance;
let parcel = '';
beforeEach(() => {
  acme = new AcmeInstance();
  acme.cluster.install(updateSetXml([...acmeApp(), ...button()]));
  parcel = acme.database.insert(TABLE, { claim: 'c', status: 'waiting' }, 'admin').sys_id ?? '';
});
afterEach(() => acme.close());

function button(fields: Readonly<Record<string, string>> = {}) {
  return [
    record('sys_ui_action', sysId(90), {
      name: 'Send',
      table: TABLE,
      active: 'true',
      condition: "current.status == 'waiting'",
      script: "current.status = 'sent'; current.update(); action.setRedirectURL(current);",
      ...fields,
    }),
  ];
}

const press = (user = 'admin', action = 'Send') =>
  acme.cluster.press({ action, table: TABLE, sysId: parcel, user });

describe('a UI action', () => {
  it('runs its script for the record on the form', async () => {
    await press();
    expect(acme.database.get(TABLE, parcel)?.status).toBe('sent');
  });

  it('finds what was typed into the form, of which nothing is saved unless it does so', async () => {
    const type = (script: string) => {
      acme.cluster.install(updateSetXml([...acmeApp(), ...button({ script })]));
      const typed = { weight: '7' };
      return acme.cluster.press({ action: 'Send', table: TABLE, sysId: parcel, user: 'admin', typed });
    };
    expect(await type("gs.addErrorMessage('weighs ' + current.weight);")).toEqual(['weighs 7']);
    expect(acme.database.get(TABLE, parcel)?.weight).toBe('1');
    expect(await type('current.update();')).toEqual([]);
    expect(acme.database.get(TABLE, parcel)?.weight).toBe('7');
  });

  it('does nothing where its condition hides it', async () => {
    acme.database.update(TABLE, parcel, { status: 'sent', weight: '7' }, 'admin');
    await press();
    expect(acme.database.get(TABLE, parcel)?.sys_mod_count).toBe('1');
  });

  it('is not there for those without its roles', async () => {
    const role = `<sys_user_role name="${CLERK_ROLE}">`;
    const withRole = updateSetXml([
      ...acmeApp(),
      ...button(),
      record('sys_ui_action_role', sysId(91), { sys_ui_action: sysId(90), sys_user_role: sysId(20) }),
    ]).replace(`<sys_ui_action>${sysId(90)}</sys_ui_action><sys_user_role>`, (text) =>
      text.replace('<sys_user_role>', role),
    );
    acme.cluster.install(withRole);
    await expect(press('abel.employee')).rejects.toThrow('does not see the UI action "Send"');
  });

  it('in the banner of a list runs where it stands there, for no record', async () => {
    const script = 'gs.addInfoMessage(typeof current);';
    const onList = (fields: Readonly<Record<string, string>>) => {
      acme.cluster.install(updateSetXml([...acmeApp(), ...button({ condition: '', script, ...fields })]));
      return acme.cluster.press({ action: 'Send', table: TABLE, sysId: '', user: 'admin' });
    };
    expect(await onList({ list_banner_button: 'true' })).toEqual(['undefined']);
    await expect(onList({ list_banner_button: 'false' })).rejects.toThrow('has no UI action "Send"');
  });

  it('passes on what its script throws', async () => {
    acme.cluster.install(updateSetXml([...acmeApp(), ...button({ script: 'throw new Error("no van");' })]));
    await expect(press()).rejects.toThrow('no van');
  });

  it('that nobody made is an error', async () => {
    await expect(press('admin', 'Burn')).rejects.toThrow('has no UI action "Burn"');
  });

  it('with a client script is refused at import', () => {
    const withClient = updateSetXml([...acmeApp(), ...button({ onclick: 'send()' })]);
    expect(() => acme.cluster.install(withClient)).toThrow('UI action "Send"');
  });
});
