/** The registry of this GitLab, as far as it says who may pull: images themselves are the configuration's. */
import { type Context, Hono } from 'hono';
import { withoutTag } from '../base/image.ts';
import { SigningKey } from '../base/signing-key.ts';
import { type ComponentAccess, jobMayPull, mayRead } from './component-access.ts';
import type { Tokens } from './credentials.ts';

/** Nobody here checks what it signs. Made once, since making it takes a while. */
const KEY = new SigningKey();

export interface RegistryOptions {
  readonly tokens: Tokens;
  /** The path of the project whose pipelines run. */
  readonly project: string;
  readonly components: readonly (ComponentAccess & { readonly path: string })[];
  /** `CI_REGISTRY` */
  host(): string;
}

export class ContainerRegistry {
  readonly #options: RegistryOptions;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /**
   * Lets a job pull an image of this registry. Those of others are not its business.
   * @param image without variables
   * @throws Error with the runner's words
   */
  checkPull(image: string, user: string): void {
    const { project, host } = this.#options;
    const name = withoutTag(image);
    if (!name.startsWith(`${host()}/`)) return;
    const owner = this.#ownerOf(name.slice(host().length + 1));
    if (owner === undefined || jobMayPull(owner, user, project)) return;
    throw new Error(
      `failed to pull image "${image}" with specified policies [always]: Error response from daemon: pull access denied ` +
        `for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    );
  }

  /**
   * @fact What `/jwt/auth` answers to a user's token | a JWT whose `access` lists what that user may do; it can be
   *   empty | source | app/services/auth/container_registry_authentication_service.rb, `authorized_token`; the scopes
   *   `api` and `read_api`: lib/gitlab/auth.rb, `abilities_for_scopes`
   */
  routes(): Hono {
    const app = new Hono();
    app.get('/jwt/auth', (c) => {
      const user = this.#userOf(c);
      if (user === null) {
        const errors = [{ code: 'UNAUTHORIZED', message: 'HTTP Basic: Access denied' }];
        return c.json({ errors }, 401);
      }
      const [type, name = '', actions = ''] = (c.req.query('scope') ?? '').split(':');
      const pulls = actions.split(',').includes('pull') && this.#userMayPull(name, user);
      const access = pulls ? [{ type, name, actions: ['pull'] }] : [];
      return c.json({ token: KEY.sign({ aud: c.req.query('service'), sub: user, access }) });
    });
    return app;
  }

  #userOf(c: Context): string | null {
    const [, encoded = ''] = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const [, token] = /^[^:]+:(.+)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
    const caller = this.#options.tokens.authenticate((name) =>
      name === 'private-token' ? token : undefined,
    );
    return typeof caller === 'object' && caller.kind === 'user' ? caller.user : null;
  }

  #userMayPull(repository: string, user: string): boolean {
    const owner = this.#ownerOf(repository);
    return owner === undefined ? within(repository, this.#options.project) : mayRead(owner, user);
  }

  #ownerOf(repository: string): ComponentAccess | undefined {
    return this.#options.components.find(({ path }) => within(repository, path));
  }
}

/** Whether a repository is that of a project, or below it. An image's name is in lower case, whatever the project's is. */
function within(repository: string, project: string): boolean {
  return `${repository}/`.startsWith(`${project.toLowerCase()}/`);
}
