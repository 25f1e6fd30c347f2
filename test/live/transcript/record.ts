/** `--record FILE`: the transcript of a run, as a file of JSON lines. */
import { openSync, writeSync } from 'node:fs';
import type { OnExchange } from '../api.ts';
import { UNSUCCESSFUL } from '../clean-up.ts';
import { MARK } from '../instance.ts';
import { OBSERVATIONS } from '../observations.ts';
import { SCENARIOS } from '../scenarios.ts';
import { placeOf } from '../sign-off/sign-off.ts';
import { DESCRIPTION } from '../stage.ts';
import { Transcript } from './transcript.ts';

export interface RecordOptions {
  readonly file: string;
  /** Its version. */
  readonly suite: string;
  readonly where: { readonly instanceUrl: string; readonly ciUrl: string; readonly ci: string };
  readonly runId: string;
}

/** Opens the file at once. @returns what is told each exchange @throws Error where it cannot be written */
export function recordTo({ file, suite, where, runId }: RecordOptions): OnExchange {
  // GitHub's pages are on another host than its API.
  const ci = [where.ciUrl, where.ciUrl.replace('//api.', '//')];
  const own = new Map([
    ...[MARK, DESCRIPTION, UNSUCCESSFUL.close_notes].map((text) => [text, text] as const),
    ...[...SCENARIOS, ...Object.values(OBSERVATIONS).flat()].map(
      ({ name }) => [`${MARK} ${runId}: ${name}`, `${MARK} <run>: ${name}`] as const,
    ),
  ]);
  const descriptor = openSync(file, 'w', 0o600);
  const transcript = new Transcript(
    { changeGateTranscript: 1, suite, ci: where.ci, of: placeOf(where) },
    { hosts: { '<instance>': [where.instanceUrl], '<ci>': ci }, own },
    (line) => writeSync(descriptor, line),
  );
  return (exchange) => transcript.add(exchange);
}
