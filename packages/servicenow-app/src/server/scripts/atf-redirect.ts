import * as GateHttp from '../includes/GateHttp.ts';

const base = `${gs.getProperty('glide.servlet.uri', '').replace(/\/$/, '')}/api/x_change_gate/redirect`;
const url = `${base}/start`;

function tried(): string {
  const unsupported = GateHttp.unsupported();
  if (unsupported !== '') return unsupported;
  const { status, body } = GateHttp.connect(base, '').send({
    method: 'GET',
    url,
    headers: { accept: 'application/json' },
  });
  if (status === 302) return 'is not followed';
  if (body.indexOf('followed') >= 0)
    return 'is followed, and takes the token to whatever server a CI server names: an admin has to switch off every row of "CI servers", and to ask ServiceNow why setAllowedRedirectURIs does not hold.';
  return `could not be tried, as this instance did not reach itself at ${url} (${status} ${body.substring(0, 200)}): whether it follows redirects is not known. An admin has to let the instance call its own URL, or has to run this test on an instance of the same release that may.`;
}

assertEqual({ name: 'A redirect of a CI server', shouldbe: 'is not followed', value: tried() });
