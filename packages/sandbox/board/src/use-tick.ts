import { useEffect, useState } from 'preact/hooks';

/** `performance.now()`, twice a second while `running`. */
export function useTick(running = true): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
