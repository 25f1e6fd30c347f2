/** How long each part of an exchange may take, in milliseconds. */
export interface HttpLimits {
  /** Until the connection stands, its TLS handshake included. */
  readonly connect: number;
  /** Without a byte in either direction. */
  readonly silence: number;
  readonly total: number;
}

/** The connection did not stand in time, its TLS handshake included. */
export class ConnectTimeout extends Error {}

/** No byte came for too long. */
export class SilenceTimeout extends Error {}

/** The whole exchange was not done in time. */
export class TotalTimeout extends Error {}

/** Milliseconds for people: `0.05 s`, `15 s`. */
export function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 10) / 100} s`;
}
