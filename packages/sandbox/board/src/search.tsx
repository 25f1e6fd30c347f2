interface SearchProps {
  readonly label: string;
  readonly text: string;
  onText(text: string): void;
}

export function Search({ label, text, onText }: SearchProps) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder="Search"
      value={text}
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
  );
}

/** Says that a list goes on, where it does. */
export function Shown({ shown, of, what }: { shown: number; of: number; what: string }) {
  if (of <= shown) return null;
  return (
    <p class="empty">
      The newest {shown} of {of.toLocaleString('en')} {what}. Search to find others.
    </p>
  );
}
