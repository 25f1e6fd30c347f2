import { expect, it } from 'vitest';
import { payloadHash } from './payload-hash.ts';

it("is Java's hash code of a text", () => {
  expect(payloadHash('hello')).toBe(99162322);
  expect(payloadHash('polygenelubricants')).toBe(-2147483648);
});

it('is the same whoever wrote the record, wherever', () => {
  const record = (audit: string) =>
    `<record_update table="t"><t action="INSERT_OR_UPDATE"><name>N</name>${audit}</t></record_update>`;
  const hash = payloadHash(record(''));
  const written =
    '<sys_created_by>a</sys_created_by><sys_id>1</sys_id><sys_package display_value="A" source="x">2</sys_package><sys_update_name>t_1</sys_update_name>';
  expect(payloadHash(record(written))).toBe(hash);
  expect(payloadHash(record('<t action="delete_multiple" query="a=1"/>'))).toBe(hash);
  expect(payloadHash(record('<active>true</active>'))).not.toBe(hash);
});
