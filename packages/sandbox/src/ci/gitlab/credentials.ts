import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Role } from './project.ts';

/** A personal or project access token; a project's is that of its bot user. */
export interface AccessToken {
  /** `glpat-` and 20 characters, on GitLab.com. */
  readonly token: string;
  readonly user: string;
  /** The user's role in the project. */
  readonly role: Role;
  readonly scopes: readonly ('api' | 'read_api')[];
  readonly expiresAt?: Date;
}

/** Who asks. A job token knows its user but not what that user could do elsewhere. */
export type Caller =
  | {
      readonly kind: 'user';
      readonly user: string;
      readonly role: Role;
      readonly scopes: AccessToken['scopes'];
      readonly expiresAt: Date | undefined;
    }
  | { readonly kind: 'job'; readonly job: number };

export type Authentication = Caller | 'unauthenticated' | 'expired';

export class Tokens {
  readonly #clock: Clock;
  readonly #access: Map<string, AccessToken>;
  readonly #jobs = new Map<string, number>();

  constructor(tokens: readonly AccessToken[], clock: Clock) {
    this.#clock = clock;
    this.#access = new Map(tokens.map((token) => [token.token, token]));
  }

  /**
   * @fact Where tokens are sent | `PRIVATE-TOKEN` or `Bearer` for a user, `JOB-TOKEN` for a job; a job token
   *   in a user's place is refused | documented | doc/api/rest/authentication.md
   */
  authenticate(header: (name: string) => string | undefined): Authentication {
    const bearer = /^Bearer (.+)$/i.exec(header('authorization') ?? '')?.[1];
    const access = this.#access.get(header('private-token') ?? bearer ?? '');
    if (access !== undefined) {
      if (access.expiresAt !== undefined && access.expiresAt <= this.#clock.now()) return 'expired';
      const { user, role, scopes, expiresAt } = access;
      return { kind: 'user', user, role, scopes, expiresAt };
    }
    const job = this.#jobs.get(header('job-token') ?? '');
    return job === undefined ? 'unauthenticated' : { kind: 'job', job };
  }

  /** @fact `CI_JOB_TOKEN` | is valid while its job runs | documented | doc/ci/jobs/ci_job_token.md */
  mintForJob(job: number): string {
    const token = `glcbt-64_${randomBytes(15).toString('base64url')}`;
    this.#jobs.set(token, job);
    return token;
  }

  /** Of a job that has ended, or of a user: revoked. */
  revoke(token: string): void {
    this.#jobs.delete(token);
    this.#access.delete(token);
  }
}
