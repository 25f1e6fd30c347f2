import assert from 'node:assert/strict';
import { test } from 'node:test';
import { price } from './shop.mjs';

test('sells several items', () => assert.equal(price(3, 250), 750));
test('sells no half item', () => assert.throws(() => price(0.5, 250), RangeError));
