/** Why no answer came, in words: a network, a certificate, a proxy. */
import { GateError } from '../errors.ts';
import { ConnectTimeout, type HttpLimits, SilenceTimeout, seconds, TotalTimeout } from './limits.ts';

/** Codes of OpenSSL and Node for a server certificate that is not trusted. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/;

/** OpenSSL: the server sent an alert about our certificate, or about there being none. */
const OUR_CERTIFICATE = /ERR_SSL_(TLSV1|TLSV13|SSLV3)_ALERT.*CERT|ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED/;

export function connectionFailure({ host }: URL, error: unknown, limits: HttpLimits): GateError {
  if (error instanceof GateError) return error;
  const { code = '', statusCode } = error as { code?: string; statusCode?: number };
  const cause = { cause: error };
  if (OUR_CERTIFICATE.test(code)) {
    return new GateError('CERTIFICATE_REFUSED', `${host} refuses the client certificate (${code}).`, {
      ...cause,
      remedy: 'Check that it belongs to the key and that the instance trusts its authority.',
    });
  }
  if (CERTIFICATE.test(code)) {
    return new GateError('CERTIFICATE_REFUSED', `The certificate of ${host} is not trusted (${code}).`, {
      ...cause,
      remedy: "Where it comes from a private authority, give that authority's certificate as ca-certificate.",
    });
  }
  if (code === 'ERR_INVALID_CHAR') {
    const header = /\["(.+?)"\]/.exec((error as Error).message)?.[1];
    return new GateError(
      'INVALID_INPUT',
      `Nothing was sent to ${host}: the credential for the header ${header} holds a line break or another character that no header can carry.`,
      { ...cause, remedy: 'Set it again without.' },
    );
  }
  // Node gives a proxy that speaks no HTTP the status NaN.
  if (code === 'ERR_PROXY_TUNNEL' && statusCode) {
    return proxyRefused({ host }, statusCode, cause);
  }
  return new GateError('UNAVAILABLE', `${host} did not answer: ${reason(error, limits)}.`, {
    ...cause,
    again: true,
  });
}

/** @param status what the proxy answered */
export function proxyRefused({ host }: Pick<URL, 'host'>, status: number, cause?: ErrorOptions): GateError {
  return new GateError(
    'PROXY_REFUSED',
    `The proxy does not let a connection to ${host} through: it answered ${status}.`,
    { ...cause, remedy: 'Check HTTPS_PROXY, its credentials, and NO_PROXY.' },
  );
}

/** For an answer of 101 (Switching Protocols), which nobody asked for. */
export function switchedProtocols({ host }: URL): GateError {
  return new GateError(
    'PROXY_PAGE',
    `${host} answered 101 and wants to speak another protocol than HTTP, which no request asked for.`,
    { remedy: 'A proxy or another service answers there; check the URL and HTTPS_PROXY.' },
  );
}

function reason(error: unknown, { connect, silence, total }: HttpLimits): string {
  if (error instanceof ConnectTimeout) return `no connection within ${seconds(connect)}`;
  // The words of @actions/http-client.
  const isSilent = error instanceof Error && error.message.startsWith('Request timeout');
  if (isSilent || error instanceof SilenceTimeout) return `silent for ${seconds(silence)}`;
  if (error instanceof TotalTimeout) return `not done within ${seconds(total)}`;
  return describe(error);
}

/** Node groups the failures of several addresses into one error without a message. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return [...new Set(error.errors.map((inner: Error) => inner.message))].join(', ');
  }
  return error instanceof Error ? error.message : String(error);
}
