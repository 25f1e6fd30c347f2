import { describe, expect, it } from 'vitest';
import { parseUpdateSet } from './update-set.ts';

const HEADER = `<sys_remote_update_set action="INSERT_OR_UPDATE"><application display_value="Acme">0123</application>
<name>Acme 1.0</name></sys_remote_update_set>`;

function unload(...rows: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><unload unload_date="2026-01-01 00:00:00">${HEADER}${rows.join('\n')}</unload>`;
}

function row(payload: string, { name = 'row', action = 'INSERT_OR_UPDATE' } = {}): string {
  return `<sys_update_xml action="INSERT_OR_UPDATE"><action>${action}</action><name>${name}</name><payload>${payload}</payload></sys_update_xml>`;
}

const escaped = (xml: string): string =>
  xml.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

describe('parseUpdateSet', () => {
  it('reads the header', () => {
    expect(parseUpdateSet(unload())).toEqual({ name: 'Acme 1.0', application: '0123', records: [] });
  });

  it('reads a payload in CDATA', () => {
    const payload =
      '<?xml version="1.0"?><record_update table="sys_user_role"><sys_user_role action="INSERT_OR_UPDATE"><sys_id>1</sys_id><name>a &amp; b</name><suffix/></sys_user_role></record_update>';
    expect(
      parseUpdateSet(unload(row(`<![CDATA[${payload}]]>`, { name: 'sys_user_role_1' }))).records,
    ).toEqual([
      {
        table: 'sys_user_role',
        updateName: 'sys_user_role_1',
        action: 'INSERT_OR_UPDATE',
        updatedOn: '',
        fields: { sys_id: '1', name: 'a & b', suffix: '' },
      },
    ]);
  });

  it('keeps a script of an escaped payload to the character', () => {
    const script = '\n  if (a < b && "x" > \'y\') {\n\treturn "&amp;";  \n}\n';
    const payload = `<record_update table="sys_script"><sys_script action="INSERT_OR_UPDATE"><script><![CDATA[${script}]]></script></sys_script></record_update>`;
    expect(parseUpdateSet(unload(row(escaped(payload)))).records[0]?.fields.script).toBe(script);
  });

  it('takes what some types keep in attributes, and the names of references', () => {
    const column =
      '<record_update><sys_dictionary action="INSERT_OR_UPDATE" element="claim" table="x_acme_parcel"><unique>true</unique></sys_dictionary></record_update>';
    const table =
      '<record_update table="sys_db_object"><sys_db_object action="INSERT_OR_UPDATE"><super_class name="task">99</super_class></sys_db_object></record_update>';
    const { records } = parseUpdateSet(unload(row(escaped(column)), row(escaped(table))));
    expect(records[0]?.fields).toEqual({ element: 'claim', table: 'x_acme_parcel', unique: 'true' });
    expect(records[1]?.fields).toEqual({ super_class: '99', 'super_class:name': 'task' });
  });

  it('unwraps choices and labels, and leaves cleaners out', () => {
    const choices = `<record_update><sys_choice_v2 action="INSERT_OR_UPDATE" field="status" table="x_acme_parcel" version="4">
<sys_choice_set action="INSERT_OR_UPDATE"><name>x_acme_parcel</name></sys_choice_set>
<sys_choice action="delete_multiple" query="name=x_acme_parcel"/>
<sys_choice action="INSERT_OR_UPDATE"><value>sent</value></sys_choice></sys_choice_v2></record_update>`;
    const label =
      '<record_update><sys_documentation element="claim" label="Claim" language="en" table="x_acme_parcel"><sys_documentation action="INSERT_OR_UPDATE"><label>Claim</label></sys_documentation></sys_documentation></record_update>';
    const { records } = parseUpdateSet(unload(row(escaped(choices)), row(escaped(label))));
    expect(records.map(({ table, fields }) => [table, fields])).toEqual([
      ['sys_choice_set', { name: 'x_acme_parcel' }],
      ['sys_choice', { value: 'sent' }],
      ['sys_documentation', { label: 'Claim' }],
    ]);
  });

  it('marks what the set deletes', () => {
    const payload =
      '<record_update table="sys_script"><sys_script action="DELETE"><sys_id>1</sys_id></sys_script></record_update>';
    expect(parseUpdateSet(unload(row(escaped(payload), { action: 'DELETE' }))).records[0]?.action).toBe(
      'DELETE',
    );
  });

  it('leaves out what a query deletes, and takes rows of old exports without a hash and a guid', () => {
    const payload = `<record_update table="sys_properties"><sys_properties action="INSERT_OR_UPDATE"><sys_id>1</sys_id></sys_properties>
<sys_translated_text action="delete_multiple" query="documentkey=1"/><sys_translated_text action="DELETE" query="documentkey=1"/></record_update>`;
    const { records } = parseUpdateSet(unload(row(escaped(payload))));
    expect(records.map(({ table }) => table)).toEqual(['sys_properties']);
  });

  it('says what is wrong with a file that is none', () => {
    expect(() => parseUpdateSet('<html></html>')).toThrow(
      'Not an update set: its root is <html>, not <unload>',
    );
    expect(() => parseUpdateSet('<unload></unload>')).toThrow('no <sys_remote_update_set>');
    expect(() => parseUpdateSet(unload(row('&lt;record_update>', { name: 'sys_script_1' })))).toThrow(
      'Cannot read the payload of sys_script_1',
    );
  });
});
