/** Pages where JSON was due: a sleeping instance, a login page, a proxy's words. */
import { GateError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { requestLabel } from '../http/request-label.ts';

/** The error for an answer that is no JSON; its code says what the page probably is. */
export function notJson(request: HttpRequest, { status, headers, body }: HttpResponse): GateError {
  const { host } = new URL(request.url);
  // A sleeping developer instance answers every path with 200 and this page.
  if (/<title>\s*Instance Hibernating page/i.test(body)) {
    return new GateError('INSTANCE_HIBERNATING', `The instance ${host} is hibernating.`, {
      remedy: 'Wake it at developer.servicenow.com (about five minutes), then try again.',
      again: true,
    });
  }
  const title = /<title>\s*([^<]{1,80})/i.exec(body)?.[1]?.trim();
  const what = `${requestLabel(request)} answered ${status} with ${page(headers, title)}`;
  if (status >= 300 && status < 400) {
    const to = String(headers.location ?? '').replace(/[?#].*$/, '');
    return new GateError(
      'LOGIN_PAGE',
      `${requestLabel(request)} answered ${status} and sends to ${to || 'somewhere else'}.`,
      { remedy: 'A single sign-on or another address is in between; check the instance URL.' },
    );
  }
  if (status < 300 && /log ?in|sign ?[io]n|password/i.test(`${title ?? ''}${body.slice(0, 20_000)}`)) {
    return new GateError('LOGIN_PAGE', `${what}: a login page instead of an answer.`, {
      remedy: 'Check the instance URL, and that the integration user may sign in without single sign-on.',
    });
  }
  if (status === 408 || status >= 500) {
    return new GateError('UNAVAILABLE', `${what}.`, {
      remedy: 'The instance is busy or down; try again later.',
      again: true,
    });
  }
  return new GateError('PROXY_PAGE', `${what} instead of JSON.`, {
    remedy: "A proxy or a firewall answered in the instance's place; check the instance URL and HTTPS_PROXY.",
  });
}

function page(headers: HttpResponse['headers'], title: string | undefined): string {
  const type = String(headers['content-type'] ?? '').replace(/;.*$/, '');
  return `${type || 'no content type'}${title ? ` ("${title}")` : ''}`;
}
