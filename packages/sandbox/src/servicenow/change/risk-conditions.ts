import type { Database } from '../database/database.ts';

/**
 * Adds the business rule of the risk calculator.
 * @fact Risk conditions (`risk_conditions`) | are looked at before a change is written, by `order`; the first active one that
 *   matches sets `risk` and `impact`, where it has them; a new instance has none | documented |
 *   define-risk-and-impact-conditions, r_ChangeRiskCalculator (method *Business Rule*)
 * @fact Columns of `risk_conditions` | `name`, `order`, `active`, `condition`, `risk`, `impact` | belief | the labels of the
 *   form in define-risk-and-impact-conditions
 */
export function riskConditions(database: Database): void {
  database.before(({ table, next }) => {
    if (table !== 'change_request' || next === null) return;
    const first = database
      .query('risk_conditions', 'active=true^ORDERBYorder')
      .find(({ condition = '' }) => database.matches('change_request', next, condition));
    if (first?.risk) next.risk = first.risk;
    if (first?.impact) next.impact = first.impact;
  });
}
