/** The SDK's output: one XML file per record. And the records of update sets that were released. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { child, parseXml, writeXml, type XmlElement } from './xml-element.ts';

export interface RecordFile {
  /** What ServiceNow calls the record in update sets: `sys_script_<sys_id>`, `sys_dictionary_<table>_<column>`. */
  readonly updateName: string;
  /** `sys_script`; of several records in one file, that of the first. */
  readonly table: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The file, `<?xml ..?>` and all. */
  readonly xml: string;
}

/** Folders of the SDK's output that hold records; `unload` those with `installMethod: 'first install'`. */
const FOLDERS = ['scope', 'update', 'author_elective_update', 'unload'];

/** @param output the SDK's `dist/app` */
export async function readRecordFiles(output: string): Promise<RecordFile[]> {
  const records: RecordFile[] = [];
  for (const folder of FOLDERS) {
    for (const [file, root] of await readXmlFiles(join(output, folder))) {
      records.push(recordFile(root, file.replace(/\.xml$/, '')));
    }
  }
  return records;
}

/** 1.10.0 after 1.9.0. */
const BY_VERSION = new Intl.Collator('en', { numeric: true }).compare;

/**
 * The records of each release, by the order of their versions.
 * @param folder of the sets that installed them, compressed
 */
export async function readReleases(folder: string): Promise<RecordFile[][]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.xml.gz')).sort(BY_VERSION);
  return Promise.all(
    files.map(async (file) => {
      const unload = parseXml(gunzipSync(await readFile(join(folder, file))).toString());
      const text = (update: XmlElement, column: string) => child(update, column)?.text ?? '';
      return unload.children
        .filter(({ name }) => name === 'sys_update_xml')
        .map((update) => recordFile(parseXml(text(update, 'payload')), text(update, 'name')));
    }),
  );
}

/** @returns names and roots of a folder's files, by name */
export async function readXmlFiles(folder: string): Promise<[file: string, root: XmlElement][]> {
  const files = (await readdir(folder)).sort();
  const read = async (file: string): Promise<[string, XmlElement]> => [
    file,
    parseXml(await readFile(join(folder, file), 'utf8')),
  ];
  return Promise.all(files.map(read));
}

/** @param root `record_update` */
export function recordFile(root: XmlElement, updateName: string): RecordFile {
  const record = recordOf(root);
  if (record === undefined) throw new Error(`${updateName} holds no record`);
  const fields = Object.fromEntries(record.children.map(({ name, text }) => [name, text]));
  return {
    updateName: fields.sys_update_name ?? updateName,
    table: record.name,
    fields,
    xml: writeXml(root),
  };
}

/** The record itself, where a file has an element around it (labels, lists of choices, layouts). */
export function recordOf(root: XmlElement): XmlElement | undefined {
  const holder = root.children.find(({ children }) => children.length > 0);
  return holder?.children.find(({ name }) => name === holder.name || name === 'sys_choice_set') ?? holder;
}
