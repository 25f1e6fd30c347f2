/**
 * What an ID token says of itself, for people who wonder why it was refused. Its claims are no secret, unlike the token, and
 * nothing here believes them.
 * @returns by whom, for whom and until when it was issued, on one line; undefined for a token that is no JWT, such as an access
 *   token of ServiceNow
 */
export function describeIdToken(token: string): string | undefined {
  const { iss, aud, sub, exp } = claimsOf(token);
  if (iss === undefined || aud === undefined) return undefined;
  const subject = sub === undefined ? '' : ` to ${said(sub)}`;
  const until =
    typeof exp === 'number' && Math.abs(exp) < 1e12 ? new Date(exp * 1000).toISOString() : said(exp);
  return `issued by ${said(iss)} for the audience ${said(aud)}${subject}, is good until ${until}`;
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = '', signature] = token.split('.');
  if (signature === undefined) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}

function said(claim: unknown): string {
  return (JSON.stringify(claim) ?? 'an unknown time').slice(0, 200);
}
