/** The way of a script's request out of the instance: through a MID Server or not, and after redirects. */

import type { Database } from '../../database/database.ts';
import type { HttpAnswer, HttpCall } from '../node/node-protocol.ts';
import type { NodeThread } from '../node/node-thread.ts';
import type { MidServers } from './mid-servers.ts';
import { type HttpHooks, sendHttp } from './outbound-http.ts';

const MOST_REDIRECTS = 10;

export interface SenderOptions {
  readonly midServers: MidServers;
  readonly http: HttpHooks;
  readonly database: Database;
  /** Whose scripts send. */
  readonly node: NodeThread;
  /** Aborted when the instance is shut down. */
  readonly closed: AbortSignal;
}

/**
 * @fact A request through a MID Server | is sent though its script has stopped waiting, or its node has died | third party |
 * KB0744311
 */
export function outboundSender(options: SenderOptions): (call: HttpCall) => Promise<HttpAnswer> {
  const { midServers, http, node, closed } = options;
  const sendOnce = async (call: HttpCall): Promise<HttpAnswer> => {
    const { method, url, midServer, allowedRedirects, logLevel } = call;
    const isQueued = midServer !== '';
    if (isQueued && !(await midServers.up(midServer))) {
      return { outcome: 'failed', message: `There is no MID Server ${midServer}` };
    }
    const request = { node: node.id, method, url, midServer, allowedRedirects, logLevel };
    await http.beforeSend?.(request);
    if (!isQueued && node.isDead) return { outcome: 'failed', message: 'The node is gone' };
    const answer = await sendHttp(call, isQueued ? closed : node.gone);
    await http.afterSend?.(request, answer);
    return answer;
  };
  return async (call) => {
    let current = call;
    let answer = await sendOnce(current);
    for (let left = MOST_REDIRECTS; left > 0; left -= 1) {
      const next = redirected(current, answer, options.database.behaviours.allowedRedirect === 'host');
      if (next === null) break;
      current = next;
      answer = await sendOnce(current);
    }
    return answer;
  };
}

/**
 * The request that a redirect asks for; null when the answer is none, or leads where it must not. Its headers go along,
 * credentials too.
 *
 * @fact A redirect that no `setAllowedRedirectURIs` rules out | is followed, with all headers, ten times at most | belief |
 * c_RESTMessageV2API has the method to rule it out
 */
function redirected(call: HttpCall, answer: HttpAnswer, byHost: boolean): HttpCall | null {
  if (answer.outcome !== 'answered' || ![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const { location = '' } = answer.headers;
  if (!URL.canParse(location, call.url)) return null;
  const { href: url, origin } = new URL(location, call.url);
  const isAllowed = (uri: string): boolean =>
    byHost ? URL.canParse(uri) && new URL(uri).origin === origin : uri === url;
  if (call.allowedRedirects !== null && !call.allowedRedirects.some(isAllowed)) return null;
  return answer.status >= 307 ? { ...call, url } : { ...call, url, method: 'GET', body: '' };
}
