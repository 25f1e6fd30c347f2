import type { Context } from 'hono';
import type { Credential } from '../credentials/credential.ts';

/** What each request carries once it has signed in. */
export interface ApiEnvironment {
  Variables: { credential: Credential };
}

export type ApiContext = Context<ApiEnvironment>;
