/** On github.com the issuer has a host of its own, and this in its place; on an Enterprise Server it is where that has it. */
export function oidcPath(basePath: string): string {
  return basePath === '' ? '/_oidc' : '/_services/token';
}

/** Where the server is, for its answers and for jobs. */
export interface Urls {
  /** `GITHUB_SERVER_URL` */
  readonly server: string;
  /** `GITHUB_API_URL` */
  readonly api: string;
  /** Where a job asks for an OIDC token; `&audience=` may be appended. */
  readonly idToken: string;
}

/** They can be read once the server listens. */
export class ServerUrls implements Urls {
  readonly #basePath: string;
  readonly #origin: () => string;

  /**
   * @param basePath of the API
   * @param origin where the server listens
   */
  constructor(basePath: string, origin: () => string) {
    this.#basePath = basePath;
    this.#origin = origin;
  }

  get server(): string {
    return this.#origin();
  }

  get api(): string {
    return `${this.server}${this.#basePath}`;
  }

  get issuer(): string {
    return `${this.server}${oidcPath(this.#basePath)}`;
  }

  get idToken(): string {
    return `${this.issuer}/token?api-version=2.0`;
  }
}
