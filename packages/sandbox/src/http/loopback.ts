const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a URL's host is this machine. Only that is ever called: data under test may name real servers. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}
