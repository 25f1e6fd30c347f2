/** Which proxy a request goes through: the rules that CI runners and curl share. Node's own are narrower. */
import { isLoopback } from './loopback.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `HTTPS_PROXY` or `HTTP_PROXY` by the scheme of the target, in either case, lower case first; credentials may
 * be in the URL. Loopback addresses and what `NO_PROXY` lists are reached straight.
 */
export function proxyFor(target: URL, env: Environment): URL | undefined {
  const name = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const written = env[name] || env[name.toUpperCase()];
  if (!written || isLoopback(target.hostname) || isExempt(target, env.no_proxy || env.NO_PROXY || '')) {
    return undefined;
  }
  const proxy = URL.parse(/^https?:\/\//.test(written) ? written : `http://${written}`);
  if (proxy === null) return undefined;
  proxy.username = encoded(proxy.username);
  proxy.password = encoded(proxy.password);
  return proxy;
}

/** A password with a bare `%`, which Node does not decode, is meant as it stands. */
function encoded(text: string): string {
  try {
    decodeURIComponent(text);
    return text;
  } catch {
    return encodeURIComponent(text);
  }
}

/** `example.com` and `.example.com` stand for the domain and all below it; a port narrows it; `*` is everything. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.toLowerCase();
  const actual = port || (protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    const [, domain = '', wanted = actual] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (entry === '*') return true;
    return domain !== '' && wanted === actual && (host === domain || host.endsWith(`.${domain}`));
  });
}
