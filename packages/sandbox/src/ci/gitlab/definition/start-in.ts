/** How long a job with `when: delayed` waits: the keyword `start_in`, of the job or of a rule. */
import { notImplemented } from './not-implemented.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

/** @throws PipelineError for one that is not a number and a unit, and where rules say several */
export function startInMs(
  { start_in: own, rules = [] }: Readonly<Record<string, unknown>>,
  job: string,
): number {
  const ofRules = (rules as readonly { readonly start_in?: unknown }[]).map((rule) => rule.start_in);
  const [text, ...others] = new Set([own, ...ofRules].filter((value) => value !== undefined));
  const [, count, unit = ''] = /^(\d+) (\w+?)s?$/.exec(String(text)) ?? [];
  const unitMs = UNITS_MS[unit];
  if (others.length > 0 || unitMs === undefined)
    throw notImplemented(`start_in: ${[text, ...others].join(', ')}`, job);
  return Number(count) * unitMs;
}
