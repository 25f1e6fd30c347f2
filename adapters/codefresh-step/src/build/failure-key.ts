const KEYS: Readonly<Record<string, string>> = { close: 'CHANGE_NOT_CLOSED', cancel: 'CHANGE_NOT_CANCELED' };

/** The build's annotation that says that this operation has failed; undefined where failing stops the build. */
export function failureKey(operation: string): string | undefined {
  return KEYS[operation];
}
