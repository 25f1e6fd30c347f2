import { describe, expect, it } from 'vitest';
import { isReference, isReferenceForToken } from './unfilled-reference.ts';

describe('a reference that nobody has filled in', () => {
  it.each([
    ...[
      '${{CF_TOKEN}}',
      '${{ CF_TOKEN }}',
      '${{ steps.open.output.TOKEN }}',
      '${CF_API_TOKEN}',
      '$CF_API_TOKEN',
    ],
    ...['$(CF_TOKEN)', '%CF_TOKEN%', '<token>', '<your-token>', '{{CF_TOKEN}}', '#{CF_TOKEN}'],
    ...[
      '${{ secrets.CF_TOKEN }}',
      'secrets.CF_TOKEN',
      'env.CF_TOKEN',
      '$[[ inputs.token ]]',
      '$CI_JOB_TOKEN',
    ],
    ...["'${CF_TOKEN}'", '"$CF_TOKEN"', '${}', '${CF_TOKEN:-none}', '<YOUR API KEY>'],
  ])('is none of a token or a password: %s', (value) => {
    expect([isReferenceForToken(value), isReference(value)]).toEqual([true, true]);
  });

  it.each(['${{CF_TOKEN}', '${{CF_TOKEN', '{CF_TOKEN}', 'CF_TOKEN', '__TOKEN__', '@token@', '$env:CF_TOKEN'])(
    'is no token, as a bracket is missing, or all of it but the name: %s',
    (value) => {
      expect(isReferenceForToken(value)).toBe(true);
    },
  );

  it.each(['$cf_token', '%token%', 'glpat-${SUFFIX}', '${{A}}.${{B}}', '$Token1'])(
    'may be a password, and is no token: %s',
    (value) => {
      expect([isReferenceForToken(value), isReference(value)]).toEqual([true, false]);
    },
  );
});

describe('a value of its own', () => {
  it.each([
    // Codefresh's key, GitHub's and GitLab's tokens, a JWT, a ServiceNow API key and client secret, base64.
    '60c7bc5447895646d116db74.0123456789abcdef0123456789abcdef',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'github_pat_11ABCDEFG0abcdefghijkl_0123456789',
    'glpat-xxxxxxxxxxxxxxxxxxxx',
    'glcbt-64_abcdefghijklmnopqrst',
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln-bmF0_dXJl',
    'now_BkZQ-xT6rK1_3yWn',
    'JBSWY3DPEHPK3PXP',
    'k7$dI)(ab%{q}<w>',
    'dGVzdA==',
    '$2b$10$abcdefghijklmnopqrstuv',
    '100%sure%',
    'a<b>c',
    'secrets',
    'environment.one',
    '$',
    '%%',
    '<>',
  ])('is taken: %s', (value) => {
    expect([isReferenceForToken(value), isReference(value)]).toEqual([false, false]);
  });

  it.each(['$unshine', '$Winter2026', '$ecret_pass', '%x%', 'p${a}ss', 'a$(b)', '{{', 'correct horse'])(
    'is taken as a password: %s',
    (value) => {
      expect(isReference(value)).toBe(false);
    },
  );

  it('may be a key in PEM, or its path', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQ+/=\n-----END PRIVATE KEY-----\n';
    expect([pem, '/run/secrets/key.pem', '$HOME/key.pem'].filter(isReference)).toEqual([]);
  });
});
