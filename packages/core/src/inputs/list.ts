import * as z from 'zod/mini';

/** Several values in one input, separated by commas or lines. */
export const list = z.pipe(
  z._default(z.string(), ''),
  z.transform((text) =>
    text
      .split(/[,\r\n]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
);
