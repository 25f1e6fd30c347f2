import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../../clock.ts';
import { SigningKey } from '../base/signing-key.ts';
import type { LiveJob } from './live-job.ts';
import type { Pipeline } from './pipeline.ts';
import { isProtected, type ProjectSettings, protectedEnvironment } from './project.ts';

/** The timeout of a project's jobs unless it sets another (GitLab docs, "Set a limit for how long jobs can run"). */
const JOB_TIMEOUT_S = 3600;

/**
 * GitLab as the issuer of its jobs' ID tokens.
 * @fact `id_tokens` of a job | RS256; `iss` is the server's URL, `sub` is `project_path:<path>:ref_type:<branch or tag>:ref:<ref>`,
 *   `user_login` who runs or has played the job; good for the job's timeout, here an hour; masked in its log; a variable of its
 *   name that somebody has set comes before it | documented | doc/ci/secrets/id_token_authentication.md; the last: app/models/ci/build.rb,
 *   `base_variables`
 */
export class IdTokens {
  readonly #clock: Clock;
  readonly #project: ProjectSettings;
  readonly #url: () => string;
  readonly #key = new SigningKey();

  /** @param url the server's, without a trailing slash */
  constructor(clock: Clock, project: ProjectSettings, url: () => string) {
    this.#clock = clock;
    this.#project = project;
    this.#url = url;
  }

  issue(job: LiveJob, pipeline: Pipeline, audience: string | readonly string[]): string {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    const { id, path } = this.#project;
    const refType = pipeline.tag ? 'tag' : 'branch';
    const { environment } = job.definition;
    return this.#key.sign({
      jti: randomUUID(),
      iss: this.#url(),
      aud: audience,
      sub: `project_path:${path}:ref_type:${refType}:ref:${pipeline.ref}`,
      iat: now,
      nbf: now - 5,
      exp: now + JOB_TIMEOUT_S,
      project_id: String(id),
      project_path: path,
      namespace_path: path.slice(0, path.lastIndexOf('/')),
      user_login: job.user,
      pipeline_id: String(pipeline.id),
      pipeline_source: pipeline.source,
      job_id: String(job.id),
      ref: pipeline.ref,
      ref_type: refType,
      ref_path: `refs/${pipeline.tag ? 'tags' : 'heads'}/${pipeline.ref}`,
      ref_protected: String(isProtected(this.#project, pipeline)),
      sha: pipeline.sha,
      ...(environment !== '' && {
        environment,
        environment_protected: String(protectedEnvironment(this.#project, environment) !== undefined),
      }),
    });
  }

  /** Where whoever gets a token finds the keys. */
  routes(): Hono {
    const app = new Hono();
    app.get('/.well-known/openid-configuration', (c) =>
      c.json({
        issuer: this.#url(),
        jwks_uri: `${this.#url()}/oauth/discovery/keys`,
        subject_types_supported: ['public'],
        response_types_supported: ['id_token'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    );
    app.get('/oauth/discovery/keys', (c) => c.json(this.#key.published()));
    return app;
  }
}
