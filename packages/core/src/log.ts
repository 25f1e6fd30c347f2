/** Progress and warnings, one line each, for the person who reads the build's log. */
export interface Log {
  info(line: string): void;
  warning(line: string): void;
}
