import { expect, it } from 'vitest';
import type { BuildContext } from './adapter.ts';
import { checkBuild } from './check-build.ts';

const BUILD: BuildContext = {
  ci: 'jenkins',
  title: 'Jenkins build 7',
  build: { id: '7', url: 'https://jenkins.example/7' },
  buildKey: 'jenkins-shop-7',
  server: 'https://jenkins.example',
  target: () => ({}),
  callback: true,
};

function refusal(build: object): string {
  try {
    checkBuild(build as BuildContext);
    return '';
  } catch (error) {
    return String(error);
  }
}

it('takes a build that is described as a whole, and one without a server that is not called back', () => {
  expect(refusal(BUILD)).toBe('');
  expect(refusal({ ...BUILD, callback: false, server: '' })).toBe('');
});

const NO_TEXT = [undefined, null, '', ' ', 7, 'undefined', 'null'];

it.each(['ci', 'title', 'buildKey', 'server'])('names %s where it is no text', (name) => {
  for (const value of NO_TEXT) {
    expect(refusal({ ...BUILD, [name]: value })).toContain(`${name} of the build: must be text`);
  }
});

it.each(['id', 'url'])('names build.%s where it is no text', (name) => {
  for (const value of NO_TEXT) {
    expect(refusal({ ...BUILD, build: { ...BUILD.build, [name]: value } })).toContain(
      `build.${name} of the build: must be text`,
    );
  }
  expect(refusal({ ...BUILD, build: undefined })).toContain(`build.${name} of the build: must be text`);
});

it('names target and callback', () => {
  expect(refusal({ ...BUILD, target: undefined })).toContain('target of the build: must be a function');
  expect(refusal({ ...BUILD, callback: undefined })).toContain(
    'callback of the build: must be true or false',
  );
});

it('names a commit that is none, or the start of one', () => {
  expect(refusal({ ...BUILD, commit: 'c0ffee00'.repeat(5) })).toBe('');
  for (const value of [null, '', 7, 'undefined', 'main', 'c0ffee0']) {
    expect(refusal({ ...BUILD, commit: value })).toContain('commit of the build: must be a whole SHA');
  }
});
