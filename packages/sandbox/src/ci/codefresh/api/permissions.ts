import type { MiddlewareHandler } from 'hono';
import type { Permission } from '../credentials.ts';
import type { ApiEnvironment } from './backend.ts';

/**
 * Lets a request through when its API key has the permission.
 * @fact A request beyond a key's rights | 403 | source | codefresh-sdk: the words of a 403
 */
export function requirePermission(permission: Permission): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    if (c.get('key').may?.includes(permission) ?? true) return next();
    return c.json({ message: 'You do not have permissions to perform this action', error: 'Forbidden' }, 403);
  };
}
