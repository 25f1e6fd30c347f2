/** Retries with growing random pauses. */
import type { Clock } from '../clock.ts';
import { GateError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Http, HttpRequest, HttpResponse } from './http.ts';
import { seconds } from './limits.ts';
import { requestLabel } from './request-label.ts';
import { isTruncated } from './truncated-response.ts';

/** Each pause is anything between half of this and the whole, doubled each time. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** No attempt begins later than this after the first one. A node of an instance fails over in about a minute. */
const BUDGET_MS = 120_000;

/** An overloaded instance answers 202 to what it drops (third party). */
const BUSY: readonly number[] = [202, 408, 502, 503, 504];

export interface RetryOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Between 0 and 1. */
  readonly random?: () => number;
}

/**
 * Sends a request again for two minutes where that is safe: after 429 whatever it was, after other temporary failures only
 * what is idempotent. Gives up at once where the instance asks to be left alone for longer. @returns the last answer
 */
export function withRetries(http: Http, { clock, log, random = Math.random }: RetryOptions): Http {
  return async (request) => {
    const deadline = clock.now().getTime() + BUDGET_MS;
    for (let ceiling = FIRST_PAUSE_MS; ; ceiling = Math.min(2 * ceiling, LONGEST_PAUSE_MS)) {
      const outcome = await http(request).catch((error: unknown) => error as Error);
      const reason = retryReason(request, outcome, clock.now());
      const left = deadline - clock.now().getTime();
      if (reason === undefined || left <= 0 || reason.minimumPause > left) {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      }
      const jittered = Math.round((ceiling / 2) * (1 + random()));
      // The last attempt is made when the time is over, and not a pause before.
      const pause = Math.min(Math.max(reason.minimumPause, jittered), left);
      log.info(
        `${requestLabel(request)}: ${reason.text}; trying again in ${seconds(pause)}, for ${seconds(left)} at most.`,
      );
      await clock.sleep(pause);
    }
  };
}

interface RetryReason {
  /** `answered 503`, or why there was no answer */
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
    const text = outcome.message.replace(/\.$/, '');
    return lost && isIdempotent(request) ? { text, minimumPause: 0 } : undefined;
  }
  // 429 says that the request was not taken, so it may be sent again whatever it was.
  const again = outcome.status === 429 || (isBusy(outcome) && isIdempotent(request));
  const text = `answered ${outcome.status}${outcome.status === 200 ? ', but failed on the way' : ''}`;
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
