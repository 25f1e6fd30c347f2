/** The `faults` section of a configuration: what goes wrong, where and when. */
import { z } from 'zod';
import type { SandboxClock } from '../../clock.ts';
import type { Fault, Faults } from '../../http/faults.ts';
import { ConfigurationError } from './configuration-error.ts';

const EFFECT = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    retryAfter: z.int().min(0).exactOptional(),
    body: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('html'), status: z.int().min(200).max(599), html: z.string() }),
  z.strictObject({ kind: z.literal('reset') }),
]);

const FAULT = z.strictObject({
  /** Name of a section: `serviceNow`, or that of a CI. */
  server: z.string(),
  /** Sandbox seconds after the start. */
  after: z.number().min(0).default(0),
  effect: EFFECT,
  method: z.string().exactOptional(),
  /** What the path begins with. */
  path: z.string().exactOptional(),
  /** How many requests it hits; `always` for all of them. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  afterHandling: z.boolean().exactOptional(),
});

export const FAULT_SCRIPT = z.array(FAULT).default([]);

export type FaultScript = z.infer<typeof FAULT_SCRIPT>;

/**
 * Injects each fault of the script at its time.
 * @param servers by the name of their section
 * @throws ConfigurationError naming a server that this sandbox does not have
 */
export function runFaultScript(
  script: FaultScript,
  servers: ReadonlyMap<string, Faults>,
  clock: SandboxClock,
): void {
  for (const [index, { server, after, times, ...rest }] of script.entries()) {
    const faults = servers.get(server);
    if (faults === undefined) {
      throw new ConfigurationError({
        path: ['faults', index, 'server'],
        message: `there is no server "${server}"; there are ${[...servers.keys()].join(', ')}`,
      });
    }
    const fault: Fault = { ...rest, times: times === 'always' ? Number.POSITIVE_INFINITY : times };
    if (after === 0) faults.inject(fault);
    else clock.at(new Date(clock.now().getTime() + after * 1000), () => faults.inject(fault));
  }
}
