import { expect, it } from 'vitest';
import { inputManifests } from './manifest.ts';

it('tells no default where that is the empty text', () => {
  const manifests = inputManifests();
  expect(manifests.filter(({ schema }) => schema.default === '')).toEqual([]);
  expect(manifests.find(({ name }) => name === 'attachment-limit')?.schema.default).toBe('100');
});
