/** Codefresh as the issuer of its builds' ID tokens. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../../clock.ts';
import { SigningKey } from '../base/signing-key.ts';
import { ACCOUNT_ID, pipelineId } from './api/bodies.ts';
import type { BuildOrigin } from './build.ts';
import { ACCOUNT } from './runner/build-variables.ts';

export const OIDC_PATH = '/_oidc';

const LIFE_S = 300;

export class OidcProvider {
  readonly #clock: Clock;
  readonly #url: () => string;
  readonly #builds = new Map<string, BuildOrigin>();
  readonly #key = new SigningKey();

  /** @param url the server's, without a trailing slash */
  constructor(clock: Clock, url: () => string) {
    this.#clock = clock;
    this.#url = url;
  }

  /** @returns `CF_OIDC_REQUEST_TOKEN`, valid until it is revoked */
  admit(build: BuildOrigin): string {
    const token = randomBytes(48).toString('base64url');
    this.#builds.set(token, build);
    return token;
  }

  revoke(requestToken: string): void {
    this.#builds.delete(requestToken);
  }

  /** `CF_OIDC_REQUEST_URL` */
  get requestUrl(): string {
    return `${this.#issuer}/token`;
  }

  get #issuer(): string {
    return `${this.#url()}${OIDC_PATH}`;
  }

  routes(): Hono {
    const app = new Hono();
    app.get('/token', (c) => {
      const build = this.#builds.get(c.req.header('authorization') ?? '');
      if (build === undefined) return c.json({ message: 'The request token is not valid' }, 401);
      return c.json({ id_token: this.#sign(build, c.req.query('audience') ?? this.#url()) });
    });
    app.get('/.well-known/openid-configuration', (c) =>
      c.json({
        issuer: this.#issuer,
        jwks_uri: `${this.#issuer}/jwks`,
        response_types_supported: ['id_token'],
      }),
    );
    app.get('/jwks', (c) => c.json(this.#key.published()));
    return app;
  }

  /**
   * @fact An ID token of a build | asked for with GET at `CF_OIDC_REQUEST_URL`, `?audience=` the audience and the raw
   *   `CF_OIDC_REQUEST_TOKEN` in `Authorization`, in any step; lives 300 s; no `jti`; `sub` begins with
   *   `account:ID:pipeline:ID`, and what follows depends on the trigger | documented | docs, "OIDC in pipelines"; step
   *   obtain-oidc-id-token
   */
  #sign(build: BuildOrigin, audience: string): string {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    const { branch, repoOwner, repoName } = build.git;
    const scm = {
      scm_repo_url: `https://github.com/${repoOwner}/${repoName}`,
      scm_user_name: build.initiator,
      scm_ref: branch,
    };
    const rest = Object.entries({ initiator: build.initiator, ...scm }).map(
      ([name, value]) => `${name}:${value}`,
    );
    return this.#key.sign({
      iss: this.#issuer,
      aud: audience,
      sub: [`account:${ACCOUNT_ID}:pipeline:${pipelineId(build)}`, ...rest].join(':'),
      iat: now,
      exp: now + LIFE_S,
      account_id: ACCOUNT_ID,
      account_name: ACCOUNT,
      pipeline_id: pipelineId(build),
      pipeline_name: build.pipelineName,
      workflow_id: build.id,
      initiator: build.initiator,
      ...scm,
    });
  }
}
