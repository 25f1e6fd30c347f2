/**
 * Whether a text is the wanted one. Made once for a query and asked for each row: most texts are no longer than that.
 * @param ignoresCase whether another case is the same
 */
export function equality(wanted: string, ignoresCase: boolean): (text: string) => boolean {
  if (!ignoresCase) return (text) => text === wanted;
  const folded = wanted.toLowerCase();
  return (text) => text === wanted || (text.length === wanted.length && text.toLowerCase() === folded);
}
