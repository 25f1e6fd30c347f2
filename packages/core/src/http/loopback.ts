/** Whether a URL's host is this machine: what is sent there leaves it by no network. @param hostname of a `URL` */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
