/** A credential that is a reference to a variable: each bundle refuses it before it asks anybody anything. */
import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLES, processOf, runOperation } from './bundles.ts';

const REFERENCES = [
  ...[
    '${{CF_TOKEN}}',
    '${{ steps.open.output.TOKEN }}',
    '${{ secrets.TOKEN }}',
    'secrets.TOKEN',
    '${CF_API_TOKEN}',
  ],
  ...['$CI_JOB_TOKEN', '$[[ inputs.token ]]', '$(TOKEN)', '%TOKEN%', '<token>', '{{TOKEN}}', "'${TOKEN}'"],
  ...['${{CF_TOKEN}', '{CF_TOKEN}', 'CF_TOKEN'],
];

/** Nobody listens there. */
const SOMEWHERE = { 'instance-url': 'http://127.0.0.1:9', operation: 'open' };
const SIGNED_IN = { ...SOMEWHERE, username: 'pipeline', password: 'correct horse' };

describe.each(BUNDLES)('$adapter', (bundle) => {
  const runner = processOf(bundle);
  afterAll(() => runner.close());

  it.each(REFERENCES.map((reference, number) => ({ reference, number })))(
    'refuses $reference as a token, and quotes no value',
    async ({ reference, number }) => {
      const { exitCode, log } = await runOperation(runner, bundle, number, {
        ...SIGNED_IN,
        'callback-token': reference,
      });
      expect(exitCode).toBe(1);
      expect(log).toMatch(
        /callback.token: holds a reference to a variable, not its value.*\[INVALID_INPUT\]/i,
      );
      // GitHub is told what to mask by a line of its own.
      expect(log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(reference);
    },
  );

  it.each(['username', 'password', 'api-key', 'access-token', 'client-secret', 'refresh-token'])(
    'refuses it as %s',
    async (name) => {
      const inputs = { ...SOMEWHERE, [name]: '${SN_SECRET}', 'callback-token': 't0ken-of-4' };
      const { exitCode, log } = await runOperation(runner, bundle, 99, inputs);
      expect(exitCode).toBe(1);
      expect(log).toMatch(new RegExp(`${name.replace('-', '.')}: holds a reference to a variable`, 'i'));
    },
  );
});
