import { expect, it } from 'vitest';
import { changeSysIds, isOfSomeGate } from './change-identity.ts';

const KEY = 'github:api.github.com/globex/shop/1:QA';

it('gives each gate sys_ids of its own, the same ones each time', () => {
  const sysIds = changeSysIds(KEY);
  expect(new Set(sysIds).size).toBe(20);
  for (const sysId of sysIds) expect(sysId).toMatch(/^[0-9a-f]{32}$/);
  // Another version must find the changes of this one.
  expect(sysIds[0]).toBe('d2f5de13a75d8ee90a68e3b1c9ceb0e9');
  expect(changeSysIds(KEY)).toEqual(sysIds);
  const others = [KEY.toLowerCase(), `${KEY} 1`, KEY.replace('/1:', '/11:')].flatMap(changeSysIds);
  expect(sysIds.filter((sysId) => others.includes(sysId))).toEqual([]);
});

it('tells the sys_ids of gates from those that an instance gives', () => {
  expect(changeSysIds(KEY).every(isOfSomeGate)).toBe(true);
  for (const other of ['0f4ac6c4b750230096c3e4f6ee11a9fe', '', changeSysIds(KEY)[0]?.slice(1) ?? ''])
    expect(isOfSomeGate(other)).toBe(false);
});
