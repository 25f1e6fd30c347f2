import { beforeEach, expect, it } from 'vitest';
import { DELIVERY, listServer, openChange, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateNobodyWaits from './GateNobodyWaits.ts';

let instance: TestInstance;
let change: string;
let server: string;
beforeEach(() => {
  instance = startInstance();
  server = listServer(instance);
  change = openChange(instance);
});

const ended = (status: string, decision: string) =>
  registrationOf(instance, change, server, { status, ended_as: status, decision });
const note = () => instance.notes(change).join();

it('leaves a note where the build was denied, and the change is approved now', () => {
  ended('delivered', 'denied');
  GateNobodyWaits.tell(change);
  expect(note()).toContain('No pipeline waits for this change any more');
});

it('leaves none where a build has registered since the rule looked, on another node', () => {
  ended('delivered', 'denied');
  registrationOf(instance, change, server);
  GateNobodyWaits.tell(change);
  expect(note()).toBe('');
});

it('writes nothing where the build was let go on, as most are that are closed by the thousand', () => {
  ended('delivered', 'approved');
  const written: string[] = [];
  instance.tables.beforeWrite = (table) => {
    written.push(table);
    return undefined;
  };
  GateNobodyWaits.tell(change);
  expect(written).toEqual([]);
  expect(instance.tables.all(DELIVERY)).toEqual([]);
});
