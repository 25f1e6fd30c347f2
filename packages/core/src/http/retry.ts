/** Retries with growing random pauses. */
import type { Clock } from '../clock.ts';
import { GateError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Http, HttpRequest, HttpResponse } from './http.ts';
import { requestLabel } from './request-label.ts';
import { isTruncated } from './truncated-response.ts';

const ATTEMPTS = 5;
/** Full jitter: each pause is anything between nothing and this, doubled each time. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** No attempt begins later than this after the first one. */
const DEADLINE_MS = 120_000;

const BUSY: readonly number[] = [408, 502, 503, 504];

export interface RetryOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Between 0 and 1. */
  readonly random?: () => number;
}

/**
 * Sends a request again, at most four times, where that is safe: after 429 whatever it was, after other temporary
 * failures only what is idempotent. @returns the last answer
 */
export function withRetries(http: Http, { clock, log, random = Math.random }: RetryOptions): Http {
  return async (request) => {
    const deadline = clock.now().getTime() + DEADLINE_MS;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await http(request).catch((error: unknown) => error as Error);
      const reason = attempt < ATTEMPTS ? retryReason(request, outcome, clock.now()) : undefined;
      const ceiling = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
      const pause = Math.max(reason?.minimumPause ?? 0, Math.round(random() * ceiling));
      if (reason === undefined || clock.now().getTime() + pause > deadline) {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      }
      log.info(
        `${requestLabel(request)} ${reason.text}; trying again in ${(pause / 1_000).toFixed(1)} s (${attempt} of ${ATTEMPTS - 1}).`,
      );
      await clock.sleep(pause);
    }
  };
}

interface RetryReason {
  /** What follows the request in a message: `answered 503`. */
  readonly text: string;
  /** Milliseconds that the instance asks us to leave it alone. */
  readonly minimumPause: number;
}

function retryReason(
  request: HttpRequest,
  outcome: HttpResponse | Error,
  now: Date,
): RetryReason | undefined {
  if (outcome instanceof Error) {
    const lost = outcome instanceof GateError && outcome.code === 'UNAVAILABLE';
    return lost && isIdempotent(request) ? { text: 'was not answered', minimumPause: 0 } : undefined;
  }
  // 429 says that the request was not taken, so it may be sent again whatever it was.
  const again = outcome.status === 429 || (isBusy(outcome) && isIdempotent(request));
  const text = `answered ${outcome.status}${outcome.status < 300 ? ', but failed on the way' : ''}`;
  return again ? { text, minimumPause: retryAfter(outcome, now) } : undefined;
}

function isBusy({ status, body }: HttpResponse): boolean {
  if (BUSY.includes(status)) return true;
  // Nearly every answer is spared being parsed twice.
  return status >= 200 && status < 300 && /"(error|failure)"/.test(body) && isTruncated(json(body));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isIdempotent({ method, idempotent }: HttpRequest): boolean {
  return idempotent ?? (method === 'GET' || method === 'DELETE');
}

/** `Retry-After` in seconds or as a date (RFC 9110), as milliseconds from now. */
function retryAfter({ headers }: HttpResponse, now: Date): number {
  const value = String(headers['retry-after'] ?? '').trim();
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
