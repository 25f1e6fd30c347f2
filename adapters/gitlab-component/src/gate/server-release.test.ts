import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TEMPLATE_YML } from '../../generate.ts';
import { warnOfRelease } from './server-release.ts';

it.each(['17.0.6', '16.11.10-ee', '9.5.0'])('warns of GitLab %s', (version) => {
  expect(warnOfRelease({ CI_SERVER_VERSION: version })).toEqual([
    expect.stringContaining(`This GitLab is ${version}, and Change Gate supports 17.1 or later.`),
  ]);
});

it.each(['17.1.0', '17.1.0-pre', '17.10.2-ee', '18.4.1', '100.0.0'])('does not warn of %s', (version) => {
  expect(warnOfRelease({ CI_SERVER_VERSION: version })).toEqual([]);
});

it('names the release that the pages name, for what the template says', () => {
  const [words = ''] = warnOfRelease({ CI_SERVER_VERSION: '1.0.0' });
  const [, lowest = ''] = /supports ([\d.]+) or later/.exec(words) ?? [];
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  expect(read('../../../../docs/gitlab.md')).toContain(`GitLab ${lowest} or later`);
  expect(read('../../../../docs/releases.md')).toContain(`| GitLab | ${lowest} |`);
  expect(read('../../README.md')).toContain(`from GitLab ${lowest}.`);
  expect(readFileSync(TEMPLATE_YML, 'utf8')).toMatch(/^ +manual_confirmation: /m);
});
