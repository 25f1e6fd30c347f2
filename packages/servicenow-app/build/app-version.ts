/**
 * The version in the app's own record. ServiceNow's applications have three numbers (ServiceNow docs, Managing application
 * versions: "Semantic versioning (Major.Minor.Patch)"); no page says what an instance makes of `2.0.0-rc.1`. So a candidate has the
 * numbers of its release there, and its full version in the name of its update set and in what the self-test says.
 */
import { type RecordFile, recordFile, recordOf } from './record-file.ts';
import { child, parseXml } from './xml-element.ts';

/** @returns major, minor and patch of a version. @throws for one that does not begin with them */
export function appVersion(release: string): string {
  const numbers = /^\d+\.\d+\.\d+(?=$|[-+])/.exec(release)?.[0];
  if (numbers === undefined) throw new Error(`${release} is no version: major.minor.patch`);
  return numbers;
}

/** Gives the sys_app among records its version, in place of the package's. */
export function withAppVersion(records: readonly RecordFile[], release: string): RecordFile[] {
  return records.map((record) => {
    if (record.table !== 'sys_app') return record;
    const root = parseXml(record.xml);
    const version = child(recordOf(root) ?? root, 'version');
    if (version === undefined) throw new Error('The sys_app has no version');
    return recordFile(replaced(root, version, { ...version, text: appVersion(release) }), record.updateName);
  });
}

type Element = ReturnType<typeof parseXml>;

function replaced(root: Element, from: Element, to: Element): Element {
  if (root === from) return to;
  return { ...root, children: root.children.map((one) => replaced(one, from, to)) };
}
