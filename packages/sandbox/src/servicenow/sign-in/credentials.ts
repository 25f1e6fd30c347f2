import type { Clock } from '../../clock.ts';
import type { Database } from '../database/database.ts';
import { apiKeyAuth, issueApiKey } from './api-keys.ts';
import { type AuthScheme, basicAuth } from './auth.ts';
import { type Application, type ApplicationOptions, registerApplication } from './oauth/applications.ts';
import { bearerAuth } from './oauth/bearer-auth.ts';
import { IdTokens } from './oauth/id-tokens.ts';
import { Tokens } from './oauth/tokens.ts';
import type { CertificateAuthority, CertifiedKey } from './tls/certificate-authority.ts';
import { certificateAuth, issueClientCertificate } from './tls/client-certificates.ts';

/** Issues and checks credentials: OAuth applications and tokens, API keys, client certificates. */
export class Credentials {
  readonly tokens: Tokens;
  readonly #database: Database;
  readonly #idTokens: IdTokens;
  readonly #authority: CertificateAuthority | undefined;

  /** @param authority of an instance that speaks HTTPS */
  constructor(database: Database, clock: Clock, authority?: CertificateAuthority) {
    this.#database = database;
    this.#authority = authority;
    this.tokens = new Tokens(clock);
    this.#idTokens = new IdTokens(database, clock);
  }

  /** The authority's certificate in PEM, which clients must trust. @throws Error where there is no HTTPS */
  get authorityPem(): string {
    return this.#required().pem;
  }

  /** In the order in which a request's credentials are looked at. */
  get schemes(): readonly AuthScheme[] {
    const database = this.#database;
    return [
      basicAuth(database),
      bearerAuth(database, this.tokens, this.#idTokens),
      apiKeyAuth(database),
      certificateAuth(database),
    ];
  }

  /** Registers an OAuth application. @throws Error when its user is not there */
  registerApplication(options: ApplicationOptions): Application {
    return registerApplication(this.#database, options);
  }

  /**
   * Issues an API key that acts for a user.
   * @param token the key's text; made up when left out
   * @returns the key's text
   * @throws Error when there is no such user
   */
  issueApiKey(userName: string, token?: string): string {
    return issueApiKey(this.#database, userName, token);
  }

  /**
   * @returns a client certificate that acts for the user
   * @throws Error when there is no such user, or no HTTPS
   */
  issueClientCertificate(userName: string): Promise<CertifiedKey> {
    return issueClientCertificate(this.#database, this.#required(), userName);
  }

  #required(): CertificateAuthority {
    if (this.#authority !== undefined) return this.#authority;
    throw new Error('This instance speaks plain HTTP; start it with `tls: true` for certificates');
  }
}
