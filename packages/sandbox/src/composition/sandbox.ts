import type { CiPanel } from '../board/ci-panel.ts';
import { codefreshPanel } from '../ci/codefresh/board-view.ts';
import type { CodefreshOptions } from '../ci/codefresh/options.ts';
import { CodefreshServer } from '../ci/codefresh/server.ts';
import { githubPanel } from '../ci/github/board-view.ts';
import type { GithubOptions } from '../ci/github/options.ts';
import { GithubServer } from '../ci/github/server.ts';
import { gitlabPanel } from '../ci/gitlab/board-view.ts';
import type { GitlabOptions } from '../ci/gitlab/options.ts';
import { GitlabServer } from '../ci/gitlab/server.ts';
import { SandboxClock } from '../clock.ts';
import { type InstanceOptions, ServiceNowInstance } from '../servicenow/index.ts';

export interface SandboxOptions {
  /** Sandbox time at the beginning; real time when left out. */
  readonly start?: Date;
  /** Whether sandbox time stands still until `clock.advance` moves it, so that no scheduled job runs by itself. */
  readonly stopped?: boolean;
  readonly serviceNow?: Omit<InstanceOptions, 'clock'>;
  /** A CI that is left out has no server. */
  readonly codefresh?: Omit<CodefreshOptions, 'clock'>;
  readonly github?: Omit<GithubOptions, 'clock'>;
  readonly gitlab?: Omit<GitlabOptions, 'clock'>;
}

/**
 * ServiceNow and the CI servers, each on its own port of the loopback interface, with one time. Reading a CI
 * server that the options left out throws.
 */
export interface Sandbox {
  readonly serviceNow: ServiceNowInstance;
  readonly codefresh: CodefreshServer;
  readonly github: GithubServer;
  readonly gitlab: GitlabServer;
  readonly clock: SandboxClock;
  /** The CI servers as the change board shows them. */
  readonly ciPanels: readonly CiPanel[];
  /** Ends everything that was started: servers, cluster nodes, builds, alarms. */
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = new SandboxClock(options.start, !options.stopped);
  const servers: { close(): Promise<void> }[] = [];
  const close = async () => {
    clock.close();
    await Promise.all(servers.map((server) => server.close()));
  };
  /** Whatever was started before is closed when this one does not start. */
  const start = async <S extends { close(): Promise<void> }>(starting: Promise<S>): Promise<S> => {
    try {
      const server = await starting;
      servers.push(server);
      return server;
    } catch (error) {
      await close();
      throw error;
    }
  };
  const serviceNow = await start(ServiceNowInstance.start({ ...options.serviceNow, clock }));
  const codefresh =
    options.codefresh && (await start(CodefreshServer.start({ ...options.codefresh, clock })));
  const github = options.github && (await start(GithubServer.start({ ...options.github, clock })));
  const gitlab = options.gitlab && (await start(GitlabServer.start({ ...options.gitlab, clock })));
  return {
    serviceNow,
    get codefresh() {
      return present(codefresh, 'codefresh');
    },
    get github() {
      return present(github, 'github');
    },
    get gitlab() {
      return present(gitlab, 'gitlab');
    },
    clock,
    ciPanels: [
      ...(codefresh === undefined ? [] : [codefreshPanel(codefresh)]),
      ...(github === undefined ? [] : [githubPanel(github)]),
      ...(gitlab === undefined ? [] : [gitlabPanel(gitlab)]),
    ],
    close,
  };
}

function present<S>(server: S | undefined, option: keyof SandboxOptions): S {
  if (server === undefined) throw new Error(`This sandbox has no such server: start it with \`${option}\``);
  return server;
}
