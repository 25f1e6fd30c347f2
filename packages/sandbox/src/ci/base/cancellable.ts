/** Waiting in sandbox time, and for promises, until an abort signal ends it. */
import type { SandboxClock } from '../../clock.ts';

/** The time `ms` milliseconds after another. */
export function addMilliseconds(start: Date, ms: number): Date {
  return new Date(start.getTime() + ms);
}

/** Waits until sandbox time reaches `date`; rejects when `stop` is aborted first. */
export function waitUntil(date: Date, clock: SandboxClock, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.at(date, resolve);
  return rejectOnAbort(promise, stop).finally(cancel);
}

/** Settles as the promise does; rejects when `stop` is aborted first. */
export function rejectOnAbort<T>(promise: Promise<T>, stop: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(stop.reason);
  if (stop.aborted) onAbort();
  stop.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, stopped]).finally(() => stop.removeEventListener('abort', onAbort));
}
