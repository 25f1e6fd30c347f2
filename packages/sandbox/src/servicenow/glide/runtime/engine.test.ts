import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AcmeInstance, START } from '../fixtures/acme-instance.ts';

describe("a script's engine", () => {
  let acme: AcmeInstance;
  beforeAll(() => {
    acme = new AcmeInstance();
  });
  afterAll(() => acme.close());

  it("has none of Node's or a browser's globals, nor what ServiceNow's engine lacks", async () => {
    const names = [
      'require',
      'process',
      'console',
      'URL',
      'setTimeout',
      'fetch',
      'Buffer',
      'Reflect',
      'Intl',
      'window',
    ];
    const script = `return ${JSON.stringify(names)}.filter(function (name) { return name in globalThis; });`;
    expect(await acme.evaluate(script)).toEqual([]);
  });

  it('has nothing later than ECMAScript 2021', async () => {
    expect(
      await acme.evaluate(
        'return [typeof [].at, typeof "".at, typeof Object.hasOwn, typeof [].findLast, typeof "".replaceAll];',
      ),
    ).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'function']);
  });

  it('makes no code from text', async () => {
    await expect(acme.evaluate('return new Function("return 1")();')).rejects.toThrow(
      'Code generation from strings',
    );
  });

  it('is on sandbox time', async () => {
    const now = (await acme.evaluate(
      'return [Date.now(), new Date().getTime(), new Date(5).getTime()];',
    )) as number[];
    expect(Math.abs((now[0] ?? 0) - START.getTime())).toBeLessThan(60_000);
    expect(Math.abs((now[1] ?? 0) - START.getTime())).toBeLessThan(60_000);
    expect(now[2]).toBe(5);
    expect(await acme.evaluate('return new Date() instanceof Date && new Date().constructor === Date;')).toBe(
      true,
    );
  });

  it('forgets what a script left behind', async () => {
    await acme.evaluate('leaked = 1; String.prototype.leak = 1; return 0;');
    expect(await acme.evaluate('return [typeof leaked, typeof "".leak];')).toEqual([
      'undefined',
      'undefined',
    ]);
  });

  it('finds script includes by name, alone or behind their scope, and loads them once', async () => {
    expect(
      await acme.evaluate(
        'return [new Parcels("P-").label(1), x_acme.Parcels === Parcels, new x_acme.Parcels("").type];',
      ),
    ).toEqual(['P-1', true, 'Parcels']);
  });

  it('throws errors of its own world', async () => {
    const script =
      'try { new GlideRecord("x_acme_parcel").addJoinQuery("x"); } catch (e) { return [e instanceof Error, e.message]; }';
    expect(await acme.evaluate(script)).toEqual([
      true,
      'The sandbox does not implement GlideRecord.addJoinQuery',
    ]);
  });

  it.each([
    ['gs.sleep(1)', 'gs.sleep'],
    ['new GlideDateTime().getDSTOffset()', 'GlideDateTime.getDSTOffset'],
    ['GlideDateTime.excludeZFromFormat("")', 'GlideDateTime.excludeZFromFormat'],
    ['new sn_ws.SOAPMessageV2()', 'sn_ws.SOAPMessageV2'],
    ['sn_cc.StandardCredentialsProvider', 'sn_cc'],
    ['new GlideSchedule()', 'GlideSchedule'],
    ['new GlideRecord("x_acme_parcel").claim.getED()', 'GlideElement.getED'],
    ['new GlideRecord("x_acme_parcel").autoSysFields(false)', 'GlideRecord.autoSysFields(false)'],
  ])('refuses %s by name', async (script, api) => {
    await expect(acme.evaluate(`return ${script};`)).rejects.toThrow(`The sandbox does not implement ${api}`);
  });
});
