/** How much the step says, in any case, by the names that Python's logging has for it: the original step hands LOG_LEVEL to that. */

const LEVEL_OF = {
  notset: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  warning: 'warning',
  error: 'error',
  critical: 'critical',
  fatal: 'critical',
} as const;

export type Level = (typeof LEVEL_OF)[keyof typeof LEVEL_OF];

/** @returns `undefined` for a word that is no level */
export function logLevel(word: string): Level | undefined {
  const name = word.trim().toLowerCase();
  return isName(name) ? LEVEL_OF[name] : undefined;
}

function isName(word: string): word is keyof typeof LEVEL_OF {
  return Object.hasOwn(LEVEL_OF, word);
}
