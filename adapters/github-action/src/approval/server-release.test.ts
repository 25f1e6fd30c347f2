import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ofRelease } from './server-release.ts';

it('names the release that the guide names', () => {
  const [, lowest = ''] =
    /supports ([\d.]+) or later/.exec(ofRelease({ outcome: 'holds', detail: '' }, '2.0.0').detail) ?? [];
  const guide = readFileSync(new URL('../../../../docs/github.md', import.meta.url), 'utf8');
  expect(guide).toContain(`GitHub Enterprise Server ${lowest} or later`);
});
