/**
 * Stands in for undici in this workspace's bundles. `@actions/http-client` imports it for `getAgentDispatcher`
 * alone, which serves callers of `fetch`; nobody here is one, and the real one is nine tenths of a bundle.
 */
export class ProxyAgent {
  constructor() {
    throw new Error('This bundle has no undici: use HttpClient.request(), not getAgentDispatcher()');
  }
}
