/** The environment variables that a step's process gets (GitHub docs, "Variables"; actions/runner). */

import type { Urls } from '../server-urls.ts';
import type { JobFolders } from './job-folders.ts';
import type { JobCredentials } from './run-context.ts';

/** Properties of the github context that a process does not get as `GITHUB_*`. */
const NOT_IN_ENVIRONMENT = new Set(['event', 'token', 'action']);

export const RUNNER = { name: 'sandbox', os: 'Linux', arch: 'X64', environment: 'self-hosted' } as const;

/** The environment variables that all steps of a job have. */
export function jobVariables(
  github: Readonly<Record<string, unknown>>,
  folders: JobFolders,
  credentials: JobCredentials,
  urls: Urls,
): Record<string, string> {
  const { token, idTokenRequest } = credentials;
  return {
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(
      Object.entries(github)
        .filter(([name]) => !NOT_IN_ENVIRONMENT.has(name))
        .map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, String(value)]),
    ),
    GITHUB_WORKSPACE: folders.workspace,
    GITHUB_EVENT_PATH: folders.event,
    RUNNER_NAME: RUNNER.name,
    RUNNER_OS: RUNNER.os,
    RUNNER_ARCH: RUNNER.arch,
    RUNNER_ENVIRONMENT: RUNNER.environment,
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
    ACTIONS_RUNTIME_URL: `${urls.server}/_apis/`,
    ACTIONS_RUNTIME_TOKEN: token,
    ACTIONS_RESULTS_URL: `${urls.server}/_results/`,
    ...(idTokenRequest !== null && {
      ACTIONS_ID_TOKEN_REQUEST_URL: urls.idToken,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: idTokenRequest,
    }),
  };
}

/** @param folders before PATH, the last one added first */
export function pathVariable(folders: readonly string[]): string {
  return [...folders.toReversed(), process.env.PATH ?? ''].join(':');
}
