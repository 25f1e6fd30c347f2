/** Waiting that a cancelled run ends. */
import type { SandboxClock } from '../../../clock.ts';

/** Waits until sandbox time is `ms` further; rejects when `stop` is aborted first. */
export function pass(ms: number, clock: SandboxClock, stop: AbortSignal): Promise<void> {
  if (ms === 0 && !stop.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.at(new Date(clock.now().getTime() + ms), resolve);
  return orStop(promise, stop).finally(cancel);
}

/** The promise, unless `stop` is aborted first: then rejects. */
export function orStop<T>(promise: Promise<T>, stop: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(stop.reason);
  if (stop.aborted) onAbort();
  stop.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, stopped]).finally(() => stop.removeEventListener('abort', onAbort));
}
