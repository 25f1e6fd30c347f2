import { text, type UpdateRecord } from './update-set.ts';

/** A script and the record field that it came from, as stack traces name it. */
export interface Script {
  /** `sys_script.<sys_id>.script` */
  readonly file: string;
  readonly source: string;
}

export function scriptOf(table: string, fields: UpdateRecord['fields'], field = 'script'): Script {
  return { file: `${table}.${text(fields, 'sys_id')}.${field}`, source: text(fields, field) };
}
