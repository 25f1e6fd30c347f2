import { createHash } from 'node:crypto';
import type { BuildContext } from '../adapter.ts';
import { KEY_MAX_LENGTH } from './contract.ts';

type BuildOfGate = Pick<BuildContext, 'ci' | 'buildKey' | 'commit'>;

/**
 * How many hex digits of a commit stand in a key. Whoever makes both commits gets two that share their first 16 within minutes,
 * by 2^32 tries, and has the harmless one approved; two that share 32 take as long as two of the same SHA-1.
 */
const COMMIT_LENGTH = 32;

/**
 * The idempotency key of a gate: the same build, commit and gate name always give the same key, so that a re-run
 * finds its change. It is also the change's correlation id, hence at most 100 characters; of a build with a longer name
 * only the start is readable, and a digest follows it. Commit and gate always are.
 *
 * The commit stands here since the change's sys_id follows from the key, and nobody can write another sys_id into a change. The
 * text that `open` leaves in `correlation_display` can be rewritten by whoever may write changes; and what a CI says of a run is
 * one request more, and, for a pull request on GitHub, another commit than the one that it runs (`head_sha`).
 */
export function gateKey(build: BuildOfGate, gateName: string): string {
  const commit = build.commit?.slice(0, COMMIT_LENGTH) ?? '';
  const own = written(`:${commit && `${commit}:`}${gateName}`);
  return `${fitted(nameOf(build), KEY_MAX_LENGTH - own.length)}${own}`;
}

/** How the keys of all gates of a build begin, whatever their commit; one that had to be shortened may not. */
export function keysOf(build: BuildOfGate): string {
  return `${nameOf(build)}:`;
}

function nameOf({ ci, buildKey }: BuildOfGate): string {
  return written(`${ci}:${buildKey}`);
}

/** The text without what an encoded query would read as an operator. */
function written(text: string): string {
  return text.replace(/[^A-Za-z0-9._:/-]/g, '_');
}

/** What a key tells of its gate. */
export interface ToldByKey {
  /** `github` */
  readonly ci: string;
  /** The start of the commit; empty where the key tells none. */
  readonly commit: string;
  readonly gateName: string;
}

export function toldByKey(key: string): ToldByKey {
  const [, ci = '', commit = '', gateName = ''] = /^([^:]*):.*?(?::([0-9a-f]{32}))?:([^:]*)$/.exec(key) ?? [];
  return { ci, commit, gateName };
}

/** Whether this is the commit of which a key tells the start. */
export function isCommit(commit: string, told: string): boolean {
  return commit.slice(0, COMMIT_LENGTH) === told;
}

/** @returns a text of at most `room` characters; of a longer one its start, and a digest of the whole */
export function fitted(text: string, room = KEY_MAX_LENGTH): string {
  if (text.length <= room) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${text.slice(0, room - digest.length - 1)}.${digest}`;
}
