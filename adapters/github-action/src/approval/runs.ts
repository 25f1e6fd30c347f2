/** What a workflow run is at: read, and reduced to what the approval APIs need. */
import { answer, type GitHub, type Look } from './github.ts';

type Target = Readonly<Record<string, string>>;

export function runPath(target: Target): string {
  return `/actions/runs/${target.run_id}`;
}

export interface Run {
  /** `completed` is final, `waiting` is at a gate (OpenAPI, parameter `status`, enum). */
  readonly status: string;
  readonly conclusion: string;
  /** ISO 8601, of the first attempt. */
  readonly created: string;
}

export function lookAtRun(target: Target, github: GitHub): Look<Run> {
  const look = github.get(runPath(target), 'for the run');
  if ('failed' in look) return look;
  const { status, conclusion, created_at: created } = look.seen as Readonly<Record<string, unknown>>;
  if (typeof status !== 'string' || typeof created !== 'string') return unreadable('a run');
  return { seen: { status, conclusion: typeof conclusion === 'string' ? conclusion : '', created } };
}

/** The id of the environment, if a deployment of this run waits at it; `null` if none does. */
export function lookAtPending(target: Target, github: GitHub): Look<number | null> {
  const look = github.get(`${runPath(target)}/pending_deployments`, 'for pending deployments');
  if ('failed' in look) return look;
  if (!Array.isArray(look.seen)) return unreadable('pending deployments');
  for (const { environment } of look.seen as { environment?: { id?: unknown; name?: unknown } }[]) {
    if (isNamed(environment?.name, target) && typeof environment?.id === 'number')
      return { seen: environment.id };
  }
  return { seen: null };
}

/** GitHub does not tell `Production` from `production`. */
export function isNamed(name: unknown, target: Target): boolean {
  return typeof name === 'string' && name.toLowerCase() === (target.environment ?? '').toLowerCase();
}

export function unreadable(what: string): { readonly failed: ReturnType<typeof answer> } {
  return { failed: answer('unavailable', `GitHub did not answer with ${what}.`) };
}
