/** The provider of OIDC tokens: a running job with `id-token: write` proves what it is. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../../../clock.ts';
import { SigningKey } from '../../base/signing-key.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Repository } from '../repository.ts';
import { readToken } from './authorization.ts';

const LIFE_S = 300;

export class OidcProvider {
  readonly #clock: Clock;
  readonly #jobs = new Map<string, { readonly run: LiveRun; readonly job: LiveJob }>();
  readonly #key = new SigningKey();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns the request token, valid until it is revoked */
  admit(run: LiveRun, job: LiveJob): string {
    const token = randomBytes(48).toString('base64url');
    this.#jobs.set(token, { run, job });
    return token;
  }

  revoke(requestToken: string): void {
    this.#jobs.delete(requestToken);
  }

  /** @param issuer `iss`, where the discovery document is found */
  routes(issuer: () => string): Hono {
    const app = new Hono();
    app.get('/token', (c) => {
      const asking = this.#jobs.get(readToken(c.req.header('authorization')));
      if (asking === undefined) return c.json({ message: 'The request token is not valid' }, 401);
      const { owner } = asking.run.home;
      const audience = c.req.query('audience') ?? `${new URL(issuer()).origin}/${owner.login}`;
      return c.json({ value: this.#sign(asking.run, asking.job, issuer(), audience) });
    });
    app.get('/.well-known/openid-configuration', (c) =>
      c.json({
        issuer: issuer(),
        jwks_uri: `${issuer()}/.well-known/jwks`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid'],
      }),
    );
    app.get('/.well-known/jwks', (c) => c.json(this.#key.published()));
    return app;
  }

  /**
   * @fact An OIDC token of a job | lives 300 s; `sub` is `repo:OWNER/NAME:` with `environment:`, `pull_request` or `ref:`, and
   *   `repo:OWNER@ID/NAME@ID:` in a repository that was made, renamed or transferred after 2026-07-15; `aud` by default the
   *   URL of the owner; `job_workflow_ref` is the workflow that the job stands in, a called one too, with its full ref; `iss`
   *   `https://HOST/_services/token` on an Enterprise Server | documented | openid-connect reference
   */
  #sign(run: LiveRun, job: LiveJob, issuer: string, audience: string): string {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    const { home } = run;
    const environment = job.environment?.name;
    const start = run.pullRequest === null ? `ref:${run.ref}` : 'pull_request';
    const claims = {
      jti: crypto.randomUUID(),
      iss: issuer,
      aud: audience,
      sub: `repo:${subjectOf(home)}:${environment === undefined ? start : `environment:${environment}`}`,
      ref: run.ref,
      sha: run.sha,
      repository: run.repository,
      repository_id: String(home.id),
      repository_owner: home.owner.login,
      repository_owner_id: String(home.owner.id),
      repository_visibility: home.private ? 'private' : 'public',
      run_id: String(run.id),
      run_number: String(run.number),
      run_attempt: String(run.attempt),
      actor: run.actor,
      workflow: run.workflowFile.name,
      workflow_ref: `${home.fullName}/.github/workflows/${run.workflow}@${run.ref}`,
      job_workflow_ref: job.workflowRef,
      check_run_id: String(job.id),
      event_name: run.event,
      ...(environment !== undefined && { environment }),
      nbf: now,
      iat: now,
      exp: now + LIFE_S,
    };
    return this.#key.sign(claims);
  }
}

function subjectOf({ owner, name, id, immutableSubject }: Repository): string {
  return immutableSubject ? `${owner.login}@${owner.id}/${name}@${id}` : `${owner.login}/${name}`;
}
