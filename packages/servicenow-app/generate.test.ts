import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  EVIDENCE,
  FORM,
  generateEvidence,
  generateForm,
  generateRules,
  generateTable,
  RULES,
  TABLE,
} from './generate.ts';

it.each([
  ['table', TABLE, generateTable],
  ['form', FORM, generateForm],
])(
  'the %s of registrations has the policy that core declares (`npm run generate` writes it)',
  (_what, file, generate) => {
    const source = readFileSync(file, 'utf8');
    expect(source).toContain('// generated: policy ');
    expect(source).toBe(generate(source));
  },
);

it('the rule on updates has the columns that are read of a change (`npm run generate` writes them)', () => {
  const source = readFileSync(RULES, 'utf8');
  expect(source).toContain('stateVALCHANGES');
  expect(source).toBe(generateRules(source));
});

it('the table of evidence has the columns that are written (`npm run generate` writes them)', () => {
  const source = readFileSync(EVIDENCE, 'utf8');
  expect(source).toContain('tests_failed: IntegerColumn');
  expect(source).toBe(generateEvidence(source));
});
