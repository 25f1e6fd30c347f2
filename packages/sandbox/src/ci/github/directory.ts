/** Who there is: users, organizations, bots, teams, Apps. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Ids } from './ids.ts';
import type { AppOptions, GithubOptions, InstallationOptions } from './options.ts';

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
}

export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly members: ReadonlySet<string>;
}

export interface App {
  readonly id: number;
  readonly clientId: string | null;
  readonly slug: string;
  readonly publicKey: KeyObject;
  readonly installations: readonly InstallationOptions[];
  /** Who the App is when it acts: `<slug>[bot]`. */
  readonly bot: Account;
}

export class Directory {
  /** Who acts with a job's GITHUB_TOKEN. */
  readonly actionsBot: Account;
  readonly teams: readonly Team[];
  readonly apps: readonly App[];
  readonly #ids: Ids;
  readonly #accounts = new Map<string, Account>();

  constructor({ users, teams = [], apps = [], repositories }: GithubOptions, ids: Ids) {
    this.#ids = ids;
    this.actionsBot = this.#add('github-actions[bot]', 'Bot');
    for (const login of users) this.#add(login, 'User');
    for (const { owner } of repositories) {
      if (!this.#accounts.has(owner)) this.#add(owner, 'Organization');
    }
    this.teams = teams.map(({ slug, members }) => ({
      id: ids.next(),
      slug,
      members: new Set(members.map((login) => this.account(login).login)),
    }));
    this.apps = apps.map((app) => this.#app(app));
  }

  /** @throws Error when there is nobody of that login */
  account(login: string): Account {
    const account = this.#accounts.get(login);
    if (account === undefined)
      throw new Error(`The sandbox's GitHub has no account ${login}: add it under \`github.users\``);
    return account;
  }

  /** @param issuer `iss` of an App's token: its id or its client id */
  app(issuer: string): App | undefined {
    return this.apps.find(({ id, clientId }) => String(id) === issuer || clientId === issuer);
  }

  #add(login: string, type: Account['type']): Account {
    const account = { id: this.#ids.next(), login, type };
    this.#accounts.set(login, account);
    return account;
  }

  #app({ id, clientId, slug, publicKey, installations }: AppOptions): App {
    return {
      id,
      clientId: clientId ?? null,
      slug,
      publicKey: createPublicKey(publicKey),
      installations,
      bot: this.#add(`${slug}[bot]`, 'Bot'),
    };
  }
}
