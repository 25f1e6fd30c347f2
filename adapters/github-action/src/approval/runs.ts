/** What a workflow run is at: read, and reduced to what the approval APIs need. */
import type { ApprovalLook } from '@change-gate/core/approval';
import type { ApprovalClient, Read } from '@change-gate/core/approval-client';

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

export function readRun(target: Target, github: ApprovalClient): Read<Run> {
  const read = github.get(runPath(target), 'for the run');
  if ('failed' in read) return read;
  const { status, conclusion, created_at: created } = read.value as Readonly<Record<string, unknown>>;
  if (typeof status !== 'string' || typeof created !== 'string') return github.unexpected('a run');
  return { value: { status, conclusion: typeof conclusion === 'string' ? conclusion : '', created } };
}

/** The id of the environment, if a deployment of this run waits at it; `null` if none does. */
export function readPending(target: Target, github: ApprovalClient): Read<number | null> {
  const what = 'pending deployments';
  const read = github.getList(`${runPath(target)}/pending_deployments`, `for ${what}`, what);
  if ('failed' in read) return read;
  for (const { environment } of read.value as { environment?: { id?: unknown; name?: unknown } }[]) {
    if (isNamed(environment?.name, target) && typeof environment?.id === 'number')
      return { value: environment.id };
  }
  return { value: null };
}

export function waits(target: Target): ApprovalLook {
  return { outcome: 'waits', detail: `A deployment to ${target.environment} waits.` };
}

/** Whether this is the name of the gate's environment. GitHub ignores the case of such names. */
export function isNamed(name: unknown, target: Target): boolean {
  return typeof name === 'string' && name.toLowerCase() === (target.environment ?? '').toLowerCase();
}
