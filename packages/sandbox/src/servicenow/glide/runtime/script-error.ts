const OUR_FRAME = /\b([a-z0-9_]+\.[0-9a-f]{32}\.\w+):(\d+)/;

/** What a script threw, in one line: the message and where in which script. */
export function describeError(thrown: unknown): string {
  const { message, name, stack } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as Partial<Error>;
  const text =
    message === undefined ? String(thrown) : name && name !== 'Error' ? `${name}: ${message}` : message;
  const [, file, line] = OUR_FRAME.exec(stack ?? '') ?? [];
  return file === undefined ? text : `${text} (${file}; line ${line})`;
}
