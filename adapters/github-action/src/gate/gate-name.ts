/**
 * The name of a gate that was given none: its environment's. So two environments of one run are two gates, whichever of their
 * steps forgets to name them.
 */
import { createHash } from 'node:crypto';

/** `inputs/gate.ts` of core: what a gate may be called. */
const GATE_NAME = /^[a-z][a-z0-9_-]{0,39}$/;

/**
 * The name of an environment as that of a gate. GitHub ignores the case of the former (GitHub docs, "Managing environments for
 * deployment"), so two that differ in it alone are one gate.
 * @returns `production`; `prod-eu-1c3f2a90` for `Prod / EU`, as another environment may be `prod-eu`
 */
export function gateNameOf(environment: string): string {
  const name = environment.toLowerCase();
  if (GATE_NAME.test(name)) return name;
  const readable = name
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 31);
  return `${readable || 'environment'}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
