import { describe, expect, it } from 'vitest';
import { Directory } from '../directory.ts';
import { clock } from '../fixtures/test-environment.ts';
import { Ids } from '../ids.ts';
import { Repository } from '../repository.ts';
import { type Requirement, refusal } from './access.ts';
import type { Credential } from './credential.ts';

const ids = new Ids();
const repositories = (['public', 'private'] as const).map((visibility) => ({
  owner: 'globex',
  name: visibility,
  visibility,
  collaborators: { dev: 'write' as const, petra: 'read' as const },
}));
const directory = new Directory({ clock, users: ['dev', 'petra', 'stranger'], repositories }, ids);

const READ: Requirement = { permission: 'actions', access: 'read' };
const WRITE: Requirement = { permission: 'actions', access: 'write' };

const classic = (login: string, ...scopes: string[]): Credential => ({
  kind: 'classic',
  user: directory.account(login),
  scopes: new Set(scopes),
});
const token = (permissions: Record<string, 'read' | 'write'>, name = 'globex/private'): Credential => ({
  kind: 'job',
  bot: directory.actionsBot,
  repositories: new Set([name]),
  permissions,
});

describe('a credential', () => {
  it.each<[string, Credential, 'public' | 'private', Requirement, number | null]>([
    ['nobody reads what is public', { kind: 'anonymous' }, 'public', READ, null],
    ['nobody writes it', { kind: 'anonymous' }, 'public', WRITE, 401],
    ['nobody sees what is private', { kind: 'anonymous' }, 'private', READ, 404],
    ['a classic token without a scope reads what is public', classic('dev'), 'public', READ, null],
    ['and does not write it', classic('dev'), 'public', WRITE, 404],
    ['public_repo is enough for that', classic('dev', 'public_repo'), 'public', WRITE, null],
    ['and not for what is private', classic('dev', 'public_repo'), 'private', READ, 404],
    ['a reader does not write', classic('petra', 'repo'), 'private', WRITE, 403],
    ['unless a reader may', classic('petra', 'repo'), 'private', { ...WRITE, role: 'read' }, null],
    ['a stranger sees nothing private', classic('stranger', 'repo'), 'private', READ, 404],
    ['write includes read', token({ actions: 'write' }), 'private', READ, null],
    ['read does not include write', token({ actions: 'read' }), 'private', WRITE, 403],
    [
      'a token of another repository sees nothing private',
      token({ actions: 'write' }, 'a/b'),
      'private',
      READ,
      404,
    ],
    ['and writes nothing public', token({ actions: 'write' }, 'a/b'), 'public', WRITE, 403],
    ['Apps may not do everything', token({ actions: 'write' }), 'private', { ...WRITE, apps: false }, 403],
  ])('%s', (_, credential, name, need, status) => {
    const options = repositories.find((each) => each.name === name);
    if (options === undefined) throw new Error(`There is no repository ${name}`);
    const repository = new Repository(options, directory, ids, clock.now());
    expect(refusal(credential, repository, need)?.status ?? null).toBe(status);
  });
});
