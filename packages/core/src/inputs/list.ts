import { z } from 'zod';

/** Several values in one input, separated by commas or lines. */
export const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(/[,\r\n]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
