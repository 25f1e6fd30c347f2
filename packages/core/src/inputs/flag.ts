import * as z from 'zod/mini';

/** `true` or `false`, as text, because that is how CIs hand over inputs. */
export function flag(byDefault: 'true' | 'false') {
  return z.pipe(
    z._default(z.enum(['true', 'false']), byDefault),
    z.transform((value) => value === 'true'),
  );
}
