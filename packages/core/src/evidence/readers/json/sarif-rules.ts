/** The rules of a SARIF run: where a result's severity comes from. */
import * as z from 'zod/mini';
import { listOf } from './list-of.ts';

/**
 * A score from 0.1 to 10, as a number or as text. `null`: there is none, which producers also write as an empty text, as
 * `undefined` (Snyk, for licenses) and as 0 (OSV, Grype, where no CVSS is known).
 */
const score = z.pipe(
  z.nullish(z.union([z.number(), z.string()])),
  z.transform((given, context): number | null => {
    if (given === null || given === undefined) return null;
    const text = String(given).trim();
    if (['', 'undefined', 'null', 'none'].includes(text.toLowerCase())) return null;
    const number = /^\d{1,2}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(number <= 10)) {
      context.issues.push({ code: 'custom', message: '', input: undefined });
      return z.NEVER;
    }
    return number === 0 ? null : number;
  }),
);

export const LEVELS = ['none', 'note', 'warning', 'error'] as const;
export const level = z.nullish(z.enum(LEVELS));

/** What rules and results may have: `properties["security-severity"]`. */
export const scored = z.nullish(z.object({ 'security-severity': score }));

const component = z.object({
  name: z.nullish(z.string()),
  guid: z.nullish(z.string()),
  rules: z.nullish(
    listOf(
      z.object({
        id: z.nullish(z.string()),
        defaultConfiguration: z.nullish(z.object({ level })),
        properties: scored,
      }),
    ),
  ),
});

export const tool = z.object({ driver: component, extensions: z.nullish(listOf(component)) });

/** How a result names its rule: by itself, or in `rule`, which may say whose rule it is. */
export const ruleReference = {
  ruleId: z.nullish(z.string()),
  ruleIndex: z.nullish(z.int()),
  rule: z.nullish(
    z.object({
      id: z.nullish(z.string()),
      index: z.nullish(z.int()),
      toolComponent: z.nullish(
        z.object({
          index: z.nullish(z.int()),
          name: z.nullish(z.string()),
          guid: z.nullish(z.string()),
        }),
      ),
    }),
  ),
};

const reference = z.object(ruleReference);
type Component = z.output<typeof component>;
type Rule = NonNullable<Component['rules']>[number];

/** Finds the rules of results; `[]` where a result names none that is there. */
export type FindRules = (result: z.output<typeof reference>) => readonly Rule[];

/**
 * By index where the rule there has the result's id, or the result has none (SARIF 2.1.0, 3.52); else all rules of that id,
 * in whichever component: the caller takes the worst.
 */
export function rulesOf({ driver, extensions }: z.output<typeof tool>): FindRules {
  const components = [driver, ...(extensions ?? [])];
  const byId = Map.groupBy(
    components.flatMap(({ rules }) => rules ?? []),
    ({ id }) => id,
  );
  return ({ ruleId, ruleIndex, rule }) => {
    const id = ruleId ?? rule?.id;
    const at = componentOf(rule?.toolComponent, driver, extensions ?? [])?.rules?.[
      ruleIndex ?? rule?.index ?? -1
    ];
    if (at !== undefined && (typeof id !== 'string' || isOf(id, at.id))) return [at];
    if (typeof id !== 'string') return [];
    // A hierarchical id names a rule and what in it was violated: "CA1000/1".
    return byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf('/')))) ?? [];
  };
}

const isOf = (id: string, ruleId: string | null | undefined) =>
  id === ruleId || (typeof ruleId === 'string' && id.startsWith(`${ruleId}/`));

function componentOf(
  named: NonNullable<z.output<typeof reference>['rule']>['toolComponent'],
  driver: Component,
  extensions: readonly Component[],
): Component | undefined {
  if (named === null || named === undefined) return driver;
  if (typeof named.index === 'number') return named.index < 0 ? driver : extensions[named.index];
  return [driver, ...extensions].find(
    ({ name, guid }) =>
      (typeof named.guid === 'string' && named.guid === guid) ||
      (typeof named.name === 'string' && named.name === name),
  );
}
