import { expect, it } from 'vitest';
import { inputManifests } from './manifest.ts';

it('tells no default where that is the empty text', () => {
  const manifests = inputManifests();
  expect(manifests.filter(({ schema }) => schema.default === '')).toEqual([]);
  expect(manifests.find(({ name }) => name === 'gate-name')?.schema.default).toBe('change');
});
