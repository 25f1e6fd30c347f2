import { z } from 'zod';

/** `true` or `false`, as text, because that is how CIs hand over inputs. */
export function flag(byDefault: 'true' | 'false') {
  return z
    .enum(['true', 'false'])
    .default(byDefault)
    .transform((value) => value === 'true');
}
