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

/**
 * A copy in which one row is another: the first of this type that holds the target.
 * @throws Error when nothing is changed
 */
export function withChanged(
  updateSet: string,
  type: string,
  target: string | RegExp,
  from: string | RegExp,
  to: string,
): string {
  const row = recordsOf(updateSet).find((one) => field(one, 'type') === type && one.search(target) >= 0);
  const changed = row?.replace(from, to);
  if (row === undefined || changed === row || changed === undefined)
    throw new Error(`Nothing of ${type} ${target} was changed`);
  return updateSet.replace(row, () => changed);
}

/** A copy in which the record of this type and name is switched off. */
export function switchedOff(updateSet: string, type: string, name: string): string {
  const target = `<target_name>${name}</target_name>`;
  return withChanged(updateSet, type, target, '&lt;active&gt;true&lt;', '&lt;active&gt;false&lt;');
}

/** A copy in which a column takes a value more than once. */
export function withoutUnique(updateSet: string, table: string, column: string): string {
  const target = new RegExp(`element=&quot;${column}&quot;[^>]* table=&quot;${table}&quot;`);
  return withChanged(updateSet, 'Dictionary', target, '&lt;unique&gt;true&lt;', '&lt;unique&gt;false&lt;');
}

export function field(row: string, name: string): string {
  return new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(row)?.[1] ?? '';
}
