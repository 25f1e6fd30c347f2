import type { TargetedKeyboardEvent } from 'preact';

/** Where a key leads in a list of `count`, from `index`; undefined for keys that lead nowhere. */
const LEADS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/**
 * Arrow keys, Home and End move the focus between the entries of a list that is one stop for the Tab key: each
 * entry has one button, and `tabIndex` 0 on one of them only.
 */
export function moveFocus(event: TargetedKeyboardEvent<HTMLUListElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const target = LEADS[event.key]?.(buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
  if (target === undefined) return;
  event.preventDefault();
  buttons[target]?.focus();
}
