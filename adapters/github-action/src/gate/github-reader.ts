/** Reads from GitHub's REST API while the job runs, to see how the gate is set up. */
import type { Http } from '@change-gate/core';
import * as z from 'zod/mini';

export interface GitHubAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed body; `null` when it is not JSON. */
  readonly json: unknown;
}

/** @param path `/repos/globex/shop/environments/production` */
export type GitHubReader = (path: string) => Promise<GitHubAnswer>;

/**
 * @param server the API's base URL, as the runner names it; GitHub Enterprise Server has its own
 * @throws GateError UNAVAILABLE when no answer came
 */
export function createGitHubReader(server: string, token: string, http: Http): GitHubReader {
  return async (path) => {
    const { status, headers, body } = await http({
      method: 'GET',
      url: `${server}${path}`,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
      },
    });
    return { status, headers, json: parse(body) };
  };
}

/** GitHub's own words about an answer that is no success: `: Not Found`, or nothing. */
export function saidBy({ json }: Pick<GitHubAnswer, 'json'>): string {
  const said = z.object({ message: z.string() }).safeParse(json).data?.message;
  return said === undefined ? '' : `: ${said}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
