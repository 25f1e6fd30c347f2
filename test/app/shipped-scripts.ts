/** Every script that the update set carries into ServiceNow, by the record that it is in. */
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { UPDATE_SET } from '../environment/environment.ts';

export interface ShippedScript {
  /** `sys_script_include GateTime` */
  readonly name: string;
  readonly source: string;
}

const SCRIPT_FIELDS = ['script', 'operation_script', 'condition_script'];

const parser = new XMLParser({ ignoreAttributes: true, trimValues: false, parseTagValue: false });

export function shippedScripts(): ShippedScript[] {
  const rows: { payload: string; target_name: string }[] = parser.parse(readFileSync(UPDATE_SET, 'utf8'))
    .unload.sys_update_xml;
  return rows.flatMap(({ payload, target_name: target }) => {
    const records: Record<string, unknown> = parser.parse(payload).record_update;
    return Object.entries(records).flatMap(([table, record]) =>
      [record].flat().flatMap((one) => scriptsOf(table, target, one as Record<string, unknown>)),
    );
  });
}

function scriptsOf(table: string, target: string, record: Record<string, unknown>): ShippedScript[] {
  // Steps of flow actions and of tests keep theirs as a variable.
  const fields = table === 'sys_variable_value' ? ['value'] : SCRIPT_FIELDS;
  return fields.flatMap((field) => {
    // The SDK fills in an empty function where a rule has none; without *Advanced* it does not run.
    if (table === 'sys_script' && record.advanced === 'false') return [];
    const source = record[field];
    if (typeof source !== 'string' || source.trim() === '') return [];
    if (table === 'sys_variable_value' && !source.includes('Gate')) return [];
    return [{ name: `${table} ${target}`, source }];
  });
}
