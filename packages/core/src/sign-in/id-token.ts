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

/**
 * What to do when the instance answers 401 to an ID token: one sentence.
 * @param isNew whether it was asked for just now, and sent once
 */
export function idTokenRemedy(token: string, isNew: boolean): string {
  const isPast = isNew ? 'the' : 'if that is past, give a new one; else the';
  const isOnce =
    claimsOf(token).jti === undefined
      ? ', and that "Enable JTI claim verification" is off, as the token has no jti'
      : isNew
        ? ''
        : ', and that "Enable JTI claim verification" is off, with which a token is good for one request only';
  return `The ID token, ${describeIdToken(token)}: ${isPast} instance's admin checks that an active OAuth registry entry has this audience as its Client ID and this issuer's metadata URL, that its user claim names an active user${isOnce}.`;
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
