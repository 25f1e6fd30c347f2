import type { PipelineStatus } from '../../protocol.ts';

/** On a grid of 12 by 12; drawn, because fonts disagree on signs. */
const SIGNS: Readonly<Record<PipelineStatus, string>> = {
  waiting: 'M6 3.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0 -5',
  running: 'M4 2.5L9.5 6L4 9.5z',
  paused: 'M4 2.5v7M8 2.5v7',
  passed: 'M2.5 6.5L5 9L9.5 3.5',
  failed: 'M3 3L9 9M9 3L3 9',
  skipped: 'M3 6H9',
};

function Sign({ status }: { readonly status: PipelineStatus }) {
  return (
    <svg class="icon" viewBox="0 0 12 12" aria-hidden="true">
      <path d={SIGNS[status]} />
    </svg>
  );
}

interface Props {
  readonly status: PipelineStatus;
  /** The CI's own word. */
  readonly word: string;
}

/** Colour, sign and word: none of them alone tells where something stands. */
export function StatusPill({ status, word }: Props) {
  return (
    <span class="pill" data-status={status}>
      <Sign status={status} /> {word}
    </span>
  );
}

export function StatusSign({ status }: Pick<Props, 'status'>) {
  return (
    <span class="sign" data-status={status}>
      <Sign status={status} />
    </span>
  );
}
