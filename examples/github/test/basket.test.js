import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../src/basket.js';

test('an empty basket costs nothing', () => {
  assert.equal(total([]), 0);
});

test('two of the same cost twice as much', () => {
  assert.equal(total([{ price: 250, quantity: 2 }]), 500);
});
