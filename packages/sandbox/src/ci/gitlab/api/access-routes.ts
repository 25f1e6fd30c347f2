/** Who a token is, and what its user may do: what somebody asks before they rely on it. */
import { Hono } from 'hono';
import { isAtLeast, mayUpdateRef, protectedEnvironment, ROLES, type Role, ruleFor } from '../project.ts';
import type { ApiBackend } from './backend.ts';
import {
  type ApiContext,
  type ApiEnvironment,
  FORBIDDEN,
  NOT_FOUND,
  UNAUTHORIZED,
  type UserCaller,
  userOf,
} from './environment.ts';

export interface AccessRoutes {
  /** Of whoever asks. */
  readonly own: Hono<ApiEnvironment>;
  /** Below a project. */
  readonly ofProject: Hono<ApiEnvironment>;
}

export function accessRoutes({ project, pipelines }: ApiBackend): AccessRoutes {
  const own = new Hono<ApiEnvironment>();
  const ofProject = new Hono<ApiEnvironment>();
  const names: string[] = [];
  const idOf = (user: string) => {
    if (!names.includes(user)) names.push(user);
    return names.indexOf(user) + 1;
  };
  const asUser = (answer: (c: ApiContext, user: UserCaller) => Response) => (c: ApiContext) => {
    const user = userOf(c);
    return user === undefined ? c.json(UNAUTHORIZED, 401) : answer(c, user);
  };
  /** Of settings, which nobody below a maintainer is shown. */
  const asMaintainer = (answer: (c: ApiContext) => Response) =>
    asUser((c, { role }) => (isAtLeast(role, 'maintainer') ? answer(c) : c.json(FORBIDDEN, 403)));
  const isThere = ({ ref, tag }: { readonly ref: string; readonly tag: boolean }) =>
    pipelines.refOf(ref)?.tag === tag;
  const usersOf = (users: readonly string[]) =>
    users.map((user) => ({ access_level: null, user_id: idOf(user), group_id: null }));

  own.get(
    '/user',
    asUser((c, { user }) => c.json({ id: idOf(user), username: user })),
  );

  // @fact What a token says of itself | its scopes, its user and the day of its end, among others | documented |
  // doc/api/personal_access_tokens.md
  own.get(
    '/personal_access_tokens/self',
    asUser((c, { user, scopes, expiresAt }) =>
      c.json({
        revoked: false,
        active: true,
        scopes,
        user_id: idOf(user),
        expires_at: expiresAt?.toISOString().slice(0, 10) ?? null,
      }),
    ),
  );

  // @fact A member, inherited ones too, `GET /projects/:id/members/all/:user_id` | with the role as `access_level`; 404 for others.
  // The sandbox answers only about the caller | documented | doc/api/members.md
  ofProject.get(
    '/members/all/:user{[0-9]+}',
    asUser((c, { user, role }) =>
      c.req.param('user') === String(idOf(user))
        ? c.json({ id: idOf(user), username: user, access_level: levelOf(role) })
        : c.json({ message: '404 Not found' }, 404),
    ),
  );

  // @fact A branch | says whether it is protected, and `can_push` of who asks | source | lib/api/entities/branch.rb
  ofProject.get(
    '/repository/branches/:branch',
    asUser((c, { user, role }) => {
      const ref = { ref: c.req.param('branch') ?? '', tag: false };
      if (!isThere(ref)) return c.json({ message: '404 Branch Not Found' }, 404);
      const least = ruleFor(project, ref)?.least;
      return c.json({
        name: ref.ref,
        protected: least !== undefined,
        developers_can_push: false,
        developers_can_merge: least === 'developer',
        // Whoever may merge by name alone may not push.
        can_push:
          least === undefined ? mayUpdateRef(project, ref, user, role) : isAtLeast(role, 'maintainer'),
      });
    }),
  );
  ofProject.get(
    '/repository/tags/:tag',
    asUser((c) => {
      const ref = { ref: c.req.param('tag') ?? '', tag: true };
      if (!isThere(ref)) return c.json({ message: '404 Tag Not Found' }, 404);
      return c.json({ name: ref.ref, protected: ruleFor(project, ref) !== undefined });
    }),
  );
  // @fact Protected branches | are shown to maintainers: 403 below; by the name or the wildcard alone | source |
  // lib/api/protected_branches.rb
  ofProject.get(
    '/protected_branches/:name',
    asMaintainer((c) => {
      const rule = project.protectedBranches.find(({ name }) => name === c.req.param('name'));
      if (rule === undefined) return c.json(NOT_FOUND, 404);
      const { name, allowedToMerge, users = [] } = rule;
      const byRole = { access_level: levelOf(allowedToMerge), user_id: null, group_id: null };
      return c.json({ name, merge_access_levels: [byRole, ...usersOf(users)] });
    }),
  );

  // @fact A protected environment | names who deploys and who approves; 404 for one that is not protected | documented |
  // doc/api/protected_environments.md
  ofProject.get(
    '/protected_environments/:name{.+}',
    // @fact Protected environments | are shown to maintainers: 403 below | belief | none
    asMaintainer((c) => {
      const environment = protectedEnvironment(project, c.req.param('name') ?? '');
      if (environment === undefined) return c.json(NOT_FOUND, 404);
      const { name, deployers, approvers = [] } = environment;
      return c.json({
        name,
        deploy_access_levels: usersOf(deployers),
        approval_rules: usersOf(approvers),
      });
    }),
  );
  return { own, ofProject };
}

/** Guest 10 to owner 50 (doc/api/members.md). */
function levelOf(role: Role): number {
  return 10 * (ROLES.indexOf(role) + 1);
}
