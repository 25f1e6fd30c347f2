import { useEffect, useState } from 'preact/hooks';

const TICK_MS = 500;

/** One timer for all stopwatches of the page, while there are any. */
const listeners = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** `performance.now()`, twice a second while `running`. */
export function useTick(running = true): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => (running ? listen(setNow) : undefined), [running]);
  return now;
}

function listen(listener: (now: number) => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  const now = performance.now();
  for (const listener of listeners) listener(now);
}
