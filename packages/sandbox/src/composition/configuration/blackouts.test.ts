import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { ServiceNowInstance } from '../../servicenow/index.ts';
import { parseConfiguration } from './configuration.ts';
import { seedInstance } from './service-now-section.ts';

const FREEZE = {
  name: 'Freeze',
  windows: [{ start: '2030-12-24 00:00:00', end: '2030-12-27 00:00:00' }],
  cis: ['globex-db'],
};

let instance: ServiceNowInstance;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
});
afterEach(() => instance.close());

function configure(serviceNow: object): void {
  seedInstance(instance, parseConfiguration({ serviceNow }, '.').serviceNow);
}

describe('a configuration', () => {
  it('has blackouts of its own items, in whose way its own changes may be', () => {
    const item = { sys_id: '1'.repeat(32), name: 'globex-db' };
    const planned = { start_date: '2030-12-24 08:00:00', end_date: '2030-12-24 09:00:00' };
    configure({
      records: { cmdb_ci: [item], change_request: [{ cmdb_ci: item.sys_id, ...planned }] },
      blackouts: [FREEZE],
    });
    expect(instance.userActions.change('CHG0030001').conflict_status).toBe('Conflict');
  });

  it.each([
    [
      { blackouts: [{ ...FREEZE, windows: [{ start: '2030-12-24', end: '2030-12-27' }] }] },
      'windows.0.start',
    ],
    [{ blackouts: [FREEZE] }, 'serviceNow.blackouts.0: Freeze: there is no configuration item globex-db'],
  ])('says where it is wrong: %o', (section, message) => {
    expect(() => configure(section)).toThrow(message);
  });
});
