/** Asks GitHub's API with the job's token, and says what it does not show, and who can change that. */
import { GateError, type Http } from '@change-gate/core';
import type * as z from 'zod/mini';
import { createGitHubReader, saidBy } from '../gate/github-reader.ts';

/** What was told, or a sentence about why it was not. */
export type Told<T> = { readonly value: T } | { readonly gap: string };

/** What is asked for. */
export interface Wanted {
  /** `the deployments to production` */
  readonly what: string;
  /** Of the job's `permissions`: `deployments`. */
  readonly permission: string;
}

/** @param path below the repository's */
export type Ask = <Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  wanted: Wanted,
) => Promise<Told<z.output<Schema>>>;

export interface AskedRepository {
  readonly server: string;
  readonly repository: string;
  readonly token: string;
  readonly http: Http;
}

export function createAsk({ server, repository, token, http }: AskedRepository): Ask {
  const read = createGitHubReader(server, token, http);
  return async (path, schema, { what, permission }) => {
    try {
      const answer = await read(`/repos/${repository}${path}`);
      const { status, json } = answer;
      const { data } = status === 200 ? schema.safeParse(json) : {};
      if (data !== undefined) return { value: data };
      const isLimited = /rate limit/i.test(saidBy(answer));
      const isRefused = status === 404 || (status === 403 && !isLimited);
      // GitHub answers 404 alike for what is not there and for what the token may not see.
      const may = status === 404 ? ' There is none, or this job may not see it: give it' : ' Give this job';
      const remedy = `${may} \`permissions: ${permission}: read\`, or a github-token that may read it.`;
      return {
        gap: `GitHub answered ${status} when asked for ${what}${saidBy(answer)}.${isRefused ? remedy : ''}`,
      };
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return { gap: `GitHub did not answer when asked for ${what}. ${error.message}` };
    }
  };
}
