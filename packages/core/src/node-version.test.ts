import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { checkNode } from './node-version.ts';

it.each(['24.0.0', '24.5.1', '26.0.0', '100.0.0'])('takes %s', (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

it.each(['20.20.2', '23.11.0', '9.1.0', '', 'v24'])('refuses %j', (version) => {
  expect(() => checkNode(version)).toThrowError(
    expect.objectContaining({
      code: 'NODE_TOO_OLD',
      message: expect.stringContaining('needs Node 24 or newer'),
    }),
  );
});

it('wants the Node that the package names', () => {
  expect(manifest.engines.node).toBe('>=24');
});
