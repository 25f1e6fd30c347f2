/** Names of the interface that the servers listen on. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/** @returns the answer to a request that a server is not to handle; undefined for one that may go on */
export type Refusal = (request: Request) => Response | undefined;

/**
 * Refuses what a page of another web site has a browser send. A site whose name resolves to 127.0.0.1 (DNS
 * rebinding) sends that name as Host; a page that asks across origins sends its own Origin. Reading is refused as
 * writing is: Codefresh approves by GET. The clients of ServiceNow and of the CIs send no Origin.
 * @param url the server's own address
 */
export function refuseForeign(url: string): Refusal {
  const { protocol, port } = new URL(url);
  const origins = LOOPBACK_NAMES.map((name) => new URL(`${protocol}//${name}:${port}`));
  const originOf = new Map(origins.map(({ host, origin }) => [host, origin]));
  const names = [...originOf.keys()].join(' and ');
  return ({ headers }) => {
    const host = (headers.get('host') ?? '').toLowerCase();
    // With the dot of a full name, localhost is the same host.
    const own = originOf.get(host.replace(/^localhost\.(?=:|$)/, 'localhost'));
    if (own === undefined) return refusal(`This server answers at ${names} only.`);
    const origin = headers.get('origin');
    if (origin === null || origin === own) return undefined;
    return refusal('This server takes no requests from pages of other sites.');
  };
}

function refusal(why: string): Response {
  return new Response(`${why}\n`, { status: 403, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } });
}
