import type { Older } from '../state/use-older.ts';

interface Props {
  readonly older: Older;
  /** Entries in all. */
  readonly of: number;
  readonly what: string;
}

/** Goes on with a list, where it does. The button stays, and keeps the focus, when there is nothing older left. */
export function ShowOlder({ older: { first, shown, more }, of, what }: Props) {
  if (of <= first) return null;
  const left = of > shown;
  return (
    <p class="older">
      <button type="button" aria-disabled={!left} onClick={() => left && more()}>
        Show older {what}
      </button>
      <span class="empty">
        {Math.min(shown, of).toLocaleString('en')} of {of.toLocaleString('en')}
      </span>
    </p>
  );
}
