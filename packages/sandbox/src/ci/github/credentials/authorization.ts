/** The token in an `Authorization` header, which GitHub takes behind `Bearer` and `token`; empty without one. */
export function readToken(authorization: string | undefined): string {
  return /^(?:bearer|token) +(.+)$/i.exec(authorization ?? '')?.[1] ?? '';
}
