/** The self-test's redirect: a call to a CI server must follow none, as it would take the token along. */
import * as GateFinding from './GateFinding.ts';
import * as GateHttp from './GateHttp.ts';
import * as GatePlatform from './GatePlatform.ts';
import * as GateServers from './GateServers.ts';

/** @param listener base URL on a loopback host, which answers as the app's own resource does; empty for that one */
export function part(listener: string): GateFinding.Part {
  return {
    id: 'self-test.redirect',
    title: 'A redirect of a CI server',
    look: () => tried(listener),
  };
}

function tried(listener: string): GateFinding.Seen {
  const lack = GatePlatform.lacking(GatePlatform.OUTBOUND);
  if (lack !== '')
    return GateFinding.uncertain(
      `It was not tried, and no CI server is called. ${lack}`,
      `Upgrade the instance to ${GatePlatform.MINIMUM_RELEASE} or later.`,
      'ServiceNow admin',
    );
  if (listener !== '' && !GateServers.isLoopback(listener))
    return GateFinding.uncertain(
      `${listener} was not called: a listener is an http:// URL of a loopback host, where property x_change_gate.allow_loopback_http is true.`,
      'Leave the parameter listener out: the instance then calls itself.',
      'Change Gate admin',
    );
  return called(listener || ownResource());
}

function ownResource(): string {
  return `${gs.getProperty('glide.servlet.uri', '').replace(/\/$/, '')}/api/x_change_gate/redirect`;
}

function called(base: string): GateFinding.Seen {
  const url = `${base}/start`;
  const headers = { accept: 'application/json' };
  const { status, body } = GateHttp.connect(base, '').send({ method: 'GET', url, headers });
  if (status === 302) return GateFinding.holds(`It is not followed: a call to ${url} ended with it (302).`);
  if (body.indexOf('followed') >= 0)
    return GateFinding.broken(
      'It is followed, and takes the token to whatever server it names.',
      'Switch off every row of "CI servers", and ask ServiceNow why setAllowedRedirectURIs does not hold.',
      'ServiceNow admin',
    );
  return GateFinding.uncertain(
    `It could not be tried, as this instance did not reach ${url} (${status} ${startOf(body)}): whether it follows redirects is not known.`,
    'Let the instance call its own URL, or run the self-test on an instance of the same release that may.',
    'ServiceNow admin',
  );
}

/** Of a page its words: an instance may show a message of the button as HTML. */
function startOf(body: string): string {
  return body
    .substring(0, 2000)
    .replace(/<[^<>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .substring(0, 200);
}
