import type { Behaviours } from '../../behaviours/switches.ts';
import type { Row } from '../../database/database.ts';

const SECONDS = { fiveMinutes: 300, none: 0 } as const;

/**
 * Seconds by which an application's clock may differ from the instance's.
 * @param application row of the registry, which may say it itself
 */
export function clockSkew(application: Row, { clockSkew }: Behaviours): number {
  return application.clock_skew ? Number(application.clock_skew) : SECONDS[clockSkew];
}
