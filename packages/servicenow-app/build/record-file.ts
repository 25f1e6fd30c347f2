/** The SDK's output: one XML file per record. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

export interface RecordFile {
  /** What ServiceNow calls the record in update sets: `sys_script_<sys_id>`, `sys_dictionary_<table>_<column>`. */
  readonly updateName: string;
  /** `sys_script`; of several records in one file, that of the first. */
  readonly table: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The file, `<?xml ..?>` and all. */
  readonly xml: string;
}

/**
 * Folders of the SDK's output that make up the app. `dictionary` repeats the tables in another form, which an
 * update set does not need.
 */
const FOLDERS = ['scope', 'update', 'author_elective_update'];

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
});

/** @param output the SDK's `dist/app` */
export async function readRecordFiles(output: string): Promise<RecordFile[]> {
  const records: RecordFile[] = [];
  for (const folder of FOLDERS) {
    for (const file of (await readdir(join(output, folder))).sort()) {
      records.push(parse(await readFile(join(output, folder, file), 'utf8'), file));
    }
  }
  return records;
}

function parse(xml: string, file: string): RecordFile {
  const root: Record<string, unknown> = parser.parse(xml).record_update;
  const [table, record] = Object.entries(root).find(([, value]) => typeof value === 'object') ?? [];
  if (table === undefined) throw new Error(`${file} holds no record`);
  // A choice list is a set around a set.
  const inner = (record as Record<string, unknown>)[table] ?? record;
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(inner as Record<string, unknown>)) {
    if (typeof value === 'string') fields[name] = value;
  }
  return { updateName: fields.sys_update_name ?? file.replace(/\.xml$/, ''), table, fields, xml };
}
