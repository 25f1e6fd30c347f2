import { useTick } from '../state/use-tick.ts';

interface Props {
  /** As of `heardAt`. */
  readonly ms: number;
  readonly heardAt: number;
  readonly running: boolean;
}

/** A duration that goes on while `running`. */
export function Stopwatch({ ms, heardAt, running }: Props) {
  const now = useTick(running);
  return <span class="stopwatch">{duration(running ? ms + Math.max(0, now - heardAt) : ms)}</span>;
}

export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
