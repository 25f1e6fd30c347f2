/**
 * A circuit breaker for each CI server: one that takes requests and never answers holds a worker of the instance for each
 * of them, and must not hold those that other servers need.
 *
 * At most two calls go to a server at once, and one alone after one without an answer. After three in a row none does any
 * more, but for one now and then that finds out whether the server answers again. All nodes see this: it stands in columns
 * of the CI server. What is no delivery, such as a check, keeps to this, and takes neither their passes nor note of an answer.
 * A call under way is a row of x_change_gate_delivery without a registration, whose unique `claim` lets one node have it.
 * All this is for speed alone: that a build is told once does not rest on it.
 */
import * as GatePass from './GatePass.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateTime from './GateTime.ts';

const TABLE = 'x_change_gate_ci_server';

/** Calls in a row without an answer after which a server counts as silent. */
const SILENCES = 3;

/** Calls at once to a server that answers: fewer than the app's event queue has jobs on a node. */
const AT_ONCE = 2;

/** Why a server is not called: enough others are calling it, or it has not answered for some time. */
export type Refusal = 'busy' | 'silent';

/**
 * Makes a call to a CI server, if it may be called.
 *
 * @param act makes the call
 */
export function call<Result>(server: string, act: () => Result): Result | Refusal {
  return passing(server, act, (row) => claimsOf(server).slice(0, silencesOf(row) === 0 ? AT_ONCE : 1));
}

/** As `call`, beside all deliveries and one at a time: whoever asks for it, however often, keeps no build waiting. */
export function callAside<Result>(server: string, act: () => Result): Result | Refusal {
  return passing(server, act, () => [`${server}:aside`]);
}

function passing<Result>(
  server: string,
  act: () => Result,
  claims: (row: GlideRecord) => readonly string[],
): Result | Refusal {
  const row = read(server);
  // One that is not listed is called by nobody: `act` says so.
  if (row === null || row.getValue('active') !== '1') return act();
  if (isHeldBack(row)) return 'silent';
  return GatePass.run(claims(row), act);
}

/** Takes note of whether a server has answered a call. An error that it sends is an answer. */
export function note(server: string, isAnswered: boolean): void {
  const row = read(server);
  if (row === null || (isAnswered && silencesOf(row) === 0)) return;
  if (isAnswered) {
    for (const column of ['silences', 'silent_since', 'next_probe', 'problem']) row.setValue(column, '');
  } else noteSilence(row);
  row.update();
}

/** Whether a server answered when it was last called. */
export function hasAnswered(server: string): boolean {
  const row = read(server);
  return row === null || silencesOf(row) === 0;
}

/** Whether a server is silent, and it is not yet time to try it again. */
export function isSilent(server: string): boolean {
  const row = read(server);
  return row !== null && isHeldBack(row);
}

/** What an admin is told of a silent server: since when, and what to do. */
export function problemOf(server: string): string {
  return read(server)?.getValue('problem') ?? '';
}

/** The listed CI servers, by sys_id: those that answer come first. */
export function servers(): string[] {
  const row = new GlideRecord(TABLE);
  row.addQuery('active', true);
  row.query();
  const answering: string[] = [];
  const others: string[] = [];
  while (row.next()) (silencesOf(row) === 0 ? answering : others).push(row.getUniqueValue());
  return answering.concat(others);
}

function read(server: string): GlideRecord | null {
  const row = new GlideRecord(TABLE);
  return server !== '' && row.get('sys_id', server) ? row : null;
}

function silencesOf(row: GlideRecord): number {
  return Number(row.getValue('silences') ?? 0);
}

/** An admin who does not want to wait empties `next_probe`. */
function isHeldBack(row: GlideRecord): boolean {
  return silencesOf(row) >= SILENCES && (row.getValue('next_probe') ?? '') > GateTime.now();
}

function noteSilence(row: GlideRecord): void {
  const now = GateTime.now();
  const silences = silencesOf(row) + 1;
  const since = row.getValue('silent_since') || now;
  row.setValue('silences', silences);
  row.setValue('silent_since', since);
  if (silences < SILENCES) return;
  const age = GateTime.secondsBetween(since, now);
  const pause = GateRetry.pause('unavailable', silences - SILENCES + 1, age, Math.random());
  // Half of what a build that got no answer waits: it may be the only one that gets none, and others are tried before it.
  row.setValue('next_probe', GateTime.fromNow(Math.round(pause / 2)).getValue());
  row.setValue(
    'problem',
    `${row.getValue('name')} has answered nothing since ${since} UTC, and the builds that it runs wait. An admin makes sure that this instance, or the MID Server, reaches ${row.getValue('base_url')}. One build tries it again at "Next probe" of the CI server; empty that to have it tried within a minute. All are told when it answers.`,
  );
}

function claimsOf(server: string): string[] {
  const claims: string[] = [];
  for (let number = 1; number <= AT_ONCE; number += 1) claims.push(`${server}:${number}`);
  return claims;
}
