/**
 * Whether a URL's host is this machine, so that what is sent there crosses no network.
 * @param hostname of a `URL`
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
