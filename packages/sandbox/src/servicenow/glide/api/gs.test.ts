import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USERS } from '../../base-system/seed/seed.ts';
import { AcmeInstance } from '../fixtures/acme-instance.ts';

describe('gs', () => {
  let acme: AcmeInstance;
  beforeAll(() => {
    acme = new AcmeInstance();
  });
  afterAll(() => acme.close());

  it('reads and sets properties', async () => {
    const script = `var before = gs.getProperty('x_acme.limit');
gs.setProperty('x_acme.colour', 'red');
return [before, gs.getProperty('x_acme.colour'), gs.getProperty('x_acme.none', 'else'), gs.getProperty('x_acme.none')];`;
    expect(await acme.evaluate(script)).toEqual(['5', 'red', 'else', null]);
  });

  it('knows who runs the script', async () => {
    const script = `return [gs.getUserName(), gs.getUserDisplayName(), gs.hasRole('itil'), gs.hasRole('nobody,snc_internal'), gs.hasRole('admin')];`;
    const { userName, name } = USERS.employee;
    expect(await acme.evaluate(script, acme.user(userName))).toEqual([userName, name, false, true, false]);
    expect(await acme.evaluate('return gs.hasRole("anything");')).toBe(true);
  });

  it('logs, with arguments in their places', async () => {
    await acme.evaluate('gs.warn("{0} of {1}, {2}", 1, "b");');
    expect(acme.cluster.log.at(-1)).toMatchObject({ level: 'warn', scope: 'x_acme', message: '1 of b, {2}' });
  });

  it('has the small things', async () => {
    const script = `return [gs.nil(''), gs.nil(null), gs.nil('a'), gs.generateGUID().length, gs.getCurrentScopeName(), gs.tableExists('nope')];`;
    expect(await acme.evaluate(script)).toEqual([true, true, false, 32, 'x_acme', false]);
  });
});
