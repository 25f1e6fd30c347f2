/** An instance and a CI, each a sandbox in a process of its own, set up as docs/live.md says. */
import { INSTANCE, instanceSettings, listServer } from './instance.ts';
import { type SandboxProcess, startSandboxProcess } from './processes.ts';

/** What a CI brings so that the live suite runs on the sandbox's. */
export interface CiOnSandbox {
  /** Of its section in the sandbox's configuration; also the value of `CHANGE_GATE_LIVE_CI`. */
  readonly key: 'codefresh' | 'github' | 'gitlab';
  /** Of its API, behind the server's URL. */
  readonly apiPath: string;
  /** Its section. */
  configuration(instanceUrl: string): Readonly<Record<string, unknown>>;
  /** What the suite is told of it, without `CI` and `CI_URL`. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface StageSet {
  readonly instance: SandboxProcess;
  /** All that the suite is told, without the prefix `CHANGE_GATE_LIVE_`. */
  readonly settings: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** Behaviours of the sandbox that are not its defaults, by server. */
export interface Behaviours {
  readonly serviceNow?: Readonly<Record<string, string>>;
  readonly ci?: Readonly<Record<string, string>>;
}

/** What is otherwise than it must be: planted/. */
export interface Planted {
  /** In the place of the one that ships. */
  readonly updateSet?: string;
  /** Starts what stands between the instance and all others. */
  readonly between?: (instanceUrl: string) => Promise<{ readonly url: string; close(): Promise<void> }>;
  /** Of the CI's server, as a sandbox's configuration has them. */
  readonly faults?: readonly Readonly<Record<string, unknown>>[];
}

export async function setTheStage(
  ci: CiOnSandbox,
  behaviours: Behaviours = {},
  planted: Planted = {},
): Promise<StageSet> {
  const serviceNow = {
    ...INSTANCE.serviceNow,
    ...(planted.updateSet !== undefined && { updateSets: [planted.updateSet] }),
  };
  const instance = await startSandboxProcess({
    serviceNow: { ...serviceNow, behaviours: behaviours.serviceNow ?? {} },
  });
  const ownUrl = instance.urls.serviceNow ?? '';
  const between = await planted.between?.(ownUrl);
  const instanceUrl = between?.url ?? ownUrl;
  try {
    const server = await startSandboxProcess({
      [ci.key]: { ...ci.configuration(instanceUrl), behaviours: behaviours.ci ?? {} },
      faults: (planted.faults ?? []).map((fault) => ({ server: ci.key, ...fault })),
    });
    const url = `${server.urls[ci.key]}${ci.apiPath}`;
    await listServer(instance.urls.board ?? '', ci.key, url);
    return {
      instance,
      settings: { ...instanceSettings(instanceUrl), CI: ci.key, CI_URL: url, ...ci.settings },
      async end() {
        await Promise.all([instance.end(), server.end(), between?.close()]);
      },
    };
  } catch (error) {
    await Promise.all([instance.end(), between?.close()]);
    throw error;
  }
}
