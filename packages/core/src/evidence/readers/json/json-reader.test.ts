import { expect, it } from 'vitest';
import { JSON_AND_TEXT } from '../../../../test/report-cases/json-and-text.ts';
import { readText } from '../../../../test/report-text.ts';

it.each(JSON_AND_TEXT)('reads $name', async ({ text, asked, expected }) => {
  const { counts, problem } = await readText(text, asked);
  const counted = Object.entries(counts ?? {}).filter(([, count]) => count !== 0);
  expect(counts === null ? problem : Object.fromEntries(counted)).toEqual(expected);
});
