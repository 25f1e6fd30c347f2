/** HTTP to a listed CI server, and to nothing else, by ServiceNow's RESTMessageV2. */
import type { ApprovalHttp, ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { cleanBody } from '@change-gate/core/secret-forms';
import * as GatePlatform from './GatePlatform.ts';

/**
 * The time for which a connection may be silent, not that which a request may take: a server that sends a byte now
 * and then holds its request for as long as ServiceNow lets a script run.
 */
const SOCKET_TIMEOUT_MS = 10_000;

/**
 * How long a request may take, and how long an answer through a MID Server is waited for. ServiceNow waits no longer for
 * either (`glide.http.outbound.max_timeout`, KB0744311), unless an admin has changed that.
 */
export const LONGEST_SECONDS = 30;

/** RESTResponseV2.getErrorCode() when the socket timed out. */
const SOCKET_TIMEOUT_ERROR = 1;

/**
 * The only URI to which a redirect would be followed: one that no name server knows (RFC 2606). Nobody says whether a URI in
 * that list allows all of its host, nor what an empty list allows (ServiceNow docs, c_RESTMessageV2API).
 */
const NOWHERE = 'https://no-redirect.invalid/';

/** What may follow the base URL: no scheme, user or dot segment that would lead elsewhere. */
const PATH = /^\/[A-Za-z0-9_~%?=&/-][A-Za-z0-9._~%?=&/-]*$/;

export interface Http {
  send(request: ApprovalHttpRequest): HttpResponse;
}

export interface HttpResponse extends ApprovalHttpResponse {
  /** Whether a MID Server may still send the request: nothing has come back from it in time. */
  readonly isQueued?: true;
}

/**
 * HTTP to one CI server.
 *
 * @param baseUrl   of the CI server; requests to any other URL are answered with status 0 and not sent
 * @param midServer that the requests go through; empty for none
 * @param heard     is told of each request that was sent whether it was answered, be it with an error
 */
export function connect(baseUrl: string, midServer: string, heard?: (isAnswered: boolean) => void): Http {
  return {
    send: (request) => {
      if (!isBelow(request.url, baseUrl)) return refuse(request);
      const response = send(request, midServer);
      heard?.(response.status > 0);
      return response;
    },
  };
}

/**
 * Why this instance may call no CI server; empty where it may.
 *
 * Releases before Yokohama cannot be told which redirects to follow (ServiceNow docs, c_RESTMessageV2API), and a redirect
 * would take the token along.
 */
export function unsupported(): string {
  return GatePlatform.missing(GatePlatform.OUTBOUND);
}

/**
 * Lets requests begin within a budget, so that an attempt has its end before another node may make the next.
 *
 * @param milliseconds from `begun`
 * @param clock        milliseconds
 * @param begun        the attempt's begin, by the same clock
 */
export function withBudget(
  http: ApprovalHttp,
  milliseconds: number,
  clock: () => number,
  begun: number,
): ApprovalHttp {
  const end = begun + milliseconds;
  return {
    send: (request) =>
      clock() < end
        ? http.send(request)
        : {
            status: 0,
            body: `${request.method} ${request.url} was not sent: the CI server took more than ${milliseconds / 1000} seconds over the requests before it`,
          },
  };
}

/** How far a decision has come: it has left the instance, or a MID Server sends it when it likes. */
export type Departure = 'sent' | 'queued';

/**
 * Has it stored that a decision leaves, before it leaves: a node that dies after that has left word of it.
 *
 * @param departure of a decision, until something has come back
 * @param store     returns whether it was stored; what was not is not sent
 */
export function withWordOfDecision(
  http: Http,
  departure: Departure,
  store: (departure: Departure) => boolean,
): ApprovalHttp {
  return {
    send: (request) => {
      if (request.decides !== true) return http.send(request);
      if (!store(departure)) {
        return {
          status: 0,
          body: `${request.method} ${request.url} was not sent: that it is sent could not be stored`,
        };
      }
      const response = http.send(request);
      if (departure === 'queued' && response.isQueued !== true) store('sent');
      return response;
    },
  };
}

/**
 * Takes the token out of every answer that is no success, as it arrives: an approval API quotes a part of it, and of a
 * token that was cut in two nothing is found any more.
 *
 * @param clean takes the token out of a text
 */
export function withRedaction(http: ApprovalHttp, clean: (text: string) => string): ApprovalHttp {
  return {
    send: (request) => {
      const answer = http.send(request);
      const { status, body, location } = answer;
      if (status >= 200 && status < 300) return answer;
      const cleaned = { status, body: cleanBody(body, clean) };
      return location === undefined ? cleaned : Object.assign(cleaned, { location: clean(location) });
    },
  };
}

/** Whether a URL is the base URL and a plain path below it. */
export function isBelow(url: string, baseUrl: string): boolean {
  if (url.indexOf(`${baseUrl}/`) !== 0) return false;
  const path = url.substring(baseUrl.length);
  return PATH.test(path) && path.indexOf('..') < 0;
}

function refuse(request: ApprovalHttpRequest): ApprovalHttpResponse {
  return {
    status: 0,
    body: `${request.method} ${request.url} was not sent: it leads away from the CI server`,
  };
}

/** @throws what no CI server has caused: `GatePlatform.isFault` */
function send(request: ApprovalHttpRequest, midServer: string): HttpResponse {
  const message = prepared(request);
  try {
    const response = answerTo(message, midServer);
    const status = Number(response.getStatusCode());
    if (status > 0 && response.getErrorCode() !== SOCKET_TIMEOUT_ERROR) {
      const answer = Object.assign(
        { status, body: response.getBody() ?? '' },
        headersOf(request, (name) => response.getHeader(name)),
      );
      const location = status >= 300 && status < 400 ? response.getHeader('Location') : null;
      return location ? Object.assign(answer, { location }) : answer;
    }
    const problem = response.getErrorMessage() ?? '';
    return problem === '' ? unanswered('no answer', midServer) : { status: 0, body: problem };
  } catch (error) {
    if (GatePlatform.isFault(error)) throw error;
    // A connection that fails is a Java exception here, which has no `message` of its own.
    return unanswered(String(error), midServer);
  }
}

/** Those that the request asks for, of an answer that has some of them. */
function headersOf(
  { reads }: ApprovalHttpRequest,
  read: (name: string) => string | null,
): Pick<ApprovalHttpResponse, 'headers'> {
  if (reads === undefined) return {};
  const headers: Record<string, string> = {};
  for (const name of reads) {
    const value = read(name);
    if (value) headers[name] = String(value);
  }
  return { headers };
}

function unanswered(body: string, midServer: string): HttpResponse {
  return midServer === '' ? { status: 0, body } : { status: 0, body, isQueued: true };
}

/** Throws when a MID Server does not answer in time. */
function answerTo(message: ReturnType<typeof prepared>, midServer: string) {
  if (midServer === '') return message.execute();
  // Through a MID Server all calls are asynchronous (ServiceNow docs, r_RESTMessageV2MIDServerExample).
  message.setMIDServer(midServer);
  const response = message.executeAsync();
  response.waitForResponse(LONGEST_SECONDS);
  return response;
}

function prepared(request: ApprovalHttpRequest) {
  const message = new sn_ws.RESTMessageV2();
  message.setEndpoint(request.url);
  message.setHttpMethod(request.method);
  message.setHttpTimeout(SOCKET_TIMEOUT_MS);
  // A redirect would carry the token to a server that nobody listed.
  message.setAllowedRedirectURIs([NOWHERE]);
  // Higher levels write headers and bodies, the token among them, to the outbound HTTP log.
  message.setLogLevel('basic');
  // Else ServiceNow takes ${..} in a reason for a variable of its own.
  message.disableForcedVariableSubstitution();
  for (const name of Object.keys(request.headers)) {
    message.setRequestHeader(name, request.headers[name] ?? '');
  }
  if (request.body !== undefined) message.setRequestBody(request.body);
  return message;
}
