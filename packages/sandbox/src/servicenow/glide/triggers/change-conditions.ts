/** The operators of a rule's filter condition that compare the row with what it was before the write. */
import type { RowChange } from '../../database/database.ts';

const CONDITION = /^(OR|NQ)?([a-z_][\w.]*?)(VALCHANGES|CHANGESFROM|CHANGESTO)(.*)$/;
const TRUE = 'sys_idISNOTEMPTY';
const FALSE = 'sys_idISEMPTY';

/**
 * Puts in place of each such condition one that holds or does not, for a query that knows the new row only. Nothing
 * was before an insert, and everything is empty after a delete.
 *
 * @fact A filter or condition of an async rule that asks what changed | is judged when the rule is queued | documented |
 * c_BusinessRules
 */
export function settleChanges(
  filter: string,
  { previous, next }: Pick<RowChange, 'previous' | 'next'>,
): string {
  return filter
    .split('^')
    .map((condition) => {
      const [, link = '', field = '', operator, value] = CONDITION.exec(condition) ?? [];
      if (operator === undefined) return condition;
      const before = previous?.[field] ?? '';
      const after = next?.[field] ?? '';
      const wanted = { VALCHANGES: null, CHANGESFROM: before, CHANGESTO: after }[operator];
      const holds = before !== after && (wanted === null || wanted === value);
      return link + (holds ? TRUE : FALSE);
    })
    .join('^');
}
