import { SandboxClock } from './clock.ts';
import { type CodefreshOptions, type CodefreshServer, startCodefresh } from './codefresh/codefresh-server.ts';
import { type InstanceOptions, ServiceNowInstance } from './servicenow/instance.ts';

export interface SandboxOptions {
  /** Sandbox time at the beginning; real time when left out. */
  readonly start?: Date;
  readonly serviceNow?: Omit<InstanceOptions, 'clock'>;
  readonly codefresh: Omit<CodefreshOptions, 'clock'>;
}

/** ServiceNow and the CI servers, each on its own port of the loopback interface, with one time. */
export interface Sandbox {
  readonly serviceNow: ServiceNowInstance;
  readonly codefresh: CodefreshServer;
  readonly clock: SandboxClock;
  /** Ends everything that was started: servers, cluster nodes, builds, alarms. */
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = new SandboxClock(options.start);
  const serviceNow = await ServiceNowInstance.start({ ...options.serviceNow, clock });
  const codefresh = await startCodefresh({ ...options.codefresh, clock }).catch(async (error: unknown) => {
    await serviceNow.close();
    throw error;
  });
  return {
    serviceNow,
    codefresh,
    clock,
    async close() {
      clock.close();
      await Promise.all([serviceNow.close(), codefresh.close()]);
    },
  };
}
