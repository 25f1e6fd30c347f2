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

export async function setTheStage(ci: CiOnSandbox, behaviours: Behaviours = {}): Promise<StageSet> {
  const { serviceNow } = INSTANCE;
  const instance = await startSandboxProcess({
    serviceNow: { ...serviceNow, behaviours: behaviours.serviceNow ?? {} },
  });
  const instanceUrl = instance.urls.serviceNow ?? '';
  try {
    const server = await startSandboxProcess({
      [ci.key]: { ...ci.configuration(instanceUrl), behaviours: behaviours.ci ?? {} },
    });
    const url = `${server.urls[ci.key]}${ci.apiPath}`;
    await listServer(instance.urls.board ?? '', ci.key, url);
    return {
      instance,
      settings: { ...instanceSettings(instanceUrl), CI: ci.key, CI_URL: url, ...ci.settings },
      async end() {
        await Promise.all([instance.end(), server.end()]);
      },
    };
  } catch (error) {
    await instance.end();
    throw error;
  }
}
