/**
 * Text for a line of the log, where `core.info` escapes nothing. What ServiceNow says may stand in it, and the
 * runner takes `::name::` at the start of a line, and `##[name]` anywhere, for a command.
 */
export function escapeLogLine(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('##[', '## [');
  return line.replace(/^\s*::/, ': :');
}
