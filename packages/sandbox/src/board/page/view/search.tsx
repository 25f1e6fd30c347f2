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
