import type { Urls } from './runner/run-context.ts';

export const OIDC_PATH = '/_oidc';

/** The server's addresses; they can be read once it listens. */
export class ServerUrls implements Urls {
  readonly #basePath: string;
  #origin: string | null = null;

  /** @param basePath of the API */
  constructor(basePath: string) {
    this.#basePath = basePath;
  }

  listeningAt(origin: string): void {
    this.#origin = origin;
  }

  get server(): string {
    if (this.#origin === null) throw new Error('The GitHub server is not listening');
    return this.#origin;
  }

  get api(): string {
    return `${this.server}${this.#basePath}`;
  }

  get issuer(): string {
    return `${this.server}${OIDC_PATH}`;
  }

  get idToken(): string {
    return `${this.issuer}/token?api-version=2.0`;
  }
}
