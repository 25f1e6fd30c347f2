import { expect, it } from 'vitest';
import { approval } from '../approval.ts';
import { gateNameOf } from './gate-name.ts';

it.each([
  ['production', 'production'],
  ['Production', 'production'],
  ['prod_eu-2', 'prod_eu-2'],
  ['a'.repeat(40), 'a'.repeat(40)],
])('%s has the gate %s', (environment, name) => {
  expect(gateNameOf(environment)).toBe(name);
});

it.each([
  ['Prod / EU', /^prod-eu-[0-9a-f]{8}$/],
  ['prod.eu', /^prod-eu-[0-9a-f]{8}$/],
  ['prod eu ', /^prod-eu-[0-9a-f]{8}$/],
  ['2nd', /^nd-[0-9a-f]{8}$/],
  ['_', /^environment-[0-9a-f]{8}$/],
  ['Köln', /^k-ln-[0-9a-f]{8}$/],
  ['生产', /^environment-[0-9a-f]{8}$/],
  ['测试', /^environment-[0-9a-f]{8}$/],
  ['a'.repeat(41), /^a{31}-[0-9a-f]{8}$/],
  [`${'a'.repeat(40)}b`, /^a{31}-[0-9a-f]{8}$/],
])('%s has a gate of its own, with what of its name a gate can have', (environment, pattern) => {
  const name = gateNameOf(environment);
  expect(name).toMatch(pattern);
  expect(name).toMatch(new RegExp(`^${approval.targetFields.gate}$`));
  expect(gateNameOf(environment.toUpperCase())).toBe(name);
});

it('keeps environments apart that look alike as gates', () => {
  const alike = [
    'prod/eu',
    'prod eu',
    'prod.eu',
    'prod-eu',
    '1prod-eu',
    '生产',
    '测试',
    'a'.repeat(41),
    'a'.repeat(42),
  ];
  expect(new Set(alike.map(gateNameOf)).size).toBe(alike.length);
});
