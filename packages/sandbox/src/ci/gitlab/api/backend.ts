/** What the routes of the API work with. */
import type { Context } from 'hono';
import type { Clock } from '../../../clock.ts';
import type { Actions } from '../actions.ts';
import type { Caller, Tokens } from '../credentials.ts';
import type { Deployments } from '../deployments.ts';
import type { LivePipeline } from '../live-pipeline.ts';
import type { ProjectSettings } from '../project.ts';

export interface ApiBackend {
  readonly clock: Clock;
  readonly project: ProjectSettings;
  readonly tokens: Tokens;
  readonly actions: Actions;
  readonly deployments: Deployments;
  /** Oldest first. */
  pipelines(): readonly LivePipeline[];
  isArchived(pipeline: LivePipeline): boolean;
}

export interface ApiEnvironment {
  Variables: { caller: Caller };
}

export type ApiContext = Context<ApiEnvironment>;

export type UserCaller = Extract<Caller, { kind: 'user' }>;

export const NOT_FOUND = { message: '404 Not Found' };
export const FORBIDDEN = { message: '403 Forbidden' };
export const UNAUTHORIZED = { message: '401 Unauthorized' };

/** @returns the user; or undefined for a job token, which most endpoints take for no token at all */
export function userOf(c: ApiContext): UserCaller | undefined {
  const caller = c.get('caller');
  return caller.kind === 'user' ? caller : undefined;
}
