/** How much the step says, by the names that Python's logging has for it, to which the original step hands LOG_LEVEL. */

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

/** @param word in any case @returns `undefined` for one that is no level */
export function logLevel(word: string): Level | undefined {
  const name = word.trim().toLowerCase();
  return isName(name) ? LEVEL_OF[name] : undefined;
}

function isName(word: string): word is keyof typeof LEVEL_OF {
  return Object.hasOwn(LEVEL_OF, word);
}
