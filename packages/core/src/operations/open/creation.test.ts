import { describe, expect, it } from 'vitest';
import type { Creation } from '../../servicenow/change-management.ts';
import type { OperationContext } from '../context.ts';
import { resolveCreation } from './creation.ts';

const SYS_ID = 'a'.repeat(32);

/** What is asked of the instance, whose only record is called Cloud. */
async function resolved(creation: Creation | undefined) {
  const tables: string[] = [];
  const context = {
    client: {
      request: async (_method: string, path: string) => {
        tables.push(path.replace('/api/now/table/', ''));
        return [{ sys_id: SYS_ID, name: 'Cloud', active: 'true' }];
      },
    },
    log: { info() {} },
    displayName: (name: string) => name.toUpperCase(),
  } as unknown as OperationContext;
  return { creation: await resolveCreation(creation, context).catch((error) => error), tables };
}

describe('a way of creating a change', () => {
  it.each([undefined, { type: 'normal' }, { type: 'emergency' }] as const)(
    '%j has no name in it',
    async (way) => {
      expect(await resolved(way)).toEqual({ creation: way, tables: [] });
    },
  );

  it.each([
    [{ model: 'Cloud' }, { model: SYS_ID }, 'chg_model'],
    [{ standardTemplate: 'Cloud' }, { standardTemplate: SYS_ID }, 'std_change_record_producer'],
  ])('%j has its name looked up: %j in %s', async (way, creation, table) => {
    expect(await resolved(way)).toEqual({ creation, tables: [table] });
  });

  it.each([
    [{ model: 'Clod' }, /^CHANGE-MODEL: there is no "Clod" in chg_model/],
    [{ standardTemplate: 'Clod' }, /^STANDARD-TEMPLATE: there is no "Clod" in std_change_record_producer/],
  ])('%j is refused by the name of its input', async (way, message) => {
    expect((await resolved(way)).creation).toMatchObject({
      code: 'NAME_NOT_RESOLVED',
      message: expect.stringMatching(message),
    });
  });
});
