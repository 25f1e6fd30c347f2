/** The rows of an update set, as text: enough to take one out of a copy. */

const ROW = /<sys_update_xml [\s\S]*?<\/sys_update_xml>\n?/g;

export function recordsOf(updateSet: string): string[] {
  return updateSet.match(ROW) ?? [];
}

/**
 * A copy without the rows that are of this type and have this target name.
 * @throws Error when there is no such row, so that a test cannot pass by removing nothing
 */
export function withoutRecord(updateSet: string, type: string, targetName: RegExp): string {
  let removed = 0;
  const copy = updateSet.replace(ROW, (row) => {
    if (field(row, 'type') !== type || !targetName.test(field(row, 'target_name'))) return row;
    removed += 1;
    return '';
  });
  if (removed === 0) throw new Error(`The update set has no ${type} ${targetName}`);
  return copy;
}

export function field(row: string, name: string): string {
  return new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(row)?.[1] ?? '';
}
