import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AcmeInstance } from '../fixtures/acme-instance.ts';

describe('GlideDateTime', () => {
  let acme: AcmeInstance;
  beforeAll(() => {
    acme = new AcmeInstance();
  });
  afterAll(() => acme.close());

  it.each([
    ['new GlideDateTime().getValue().slice(0, 15)', '2026-03-01 09:0'],
    ['new GlideDateTime("2026-01-31 10:00:00").getNumericValue()', Date.UTC(2026, 0, 31, 10)],
    ['new GlideDateTime("soon").isValid()', false],
    ['String(new GlideDateTime("2026-01-31 10:00:00"))', '2026-01-31 10:00:00'],
  ])('%s is %j', async (script, expected) => {
    expect(await acme.evaluate(`return ${script};`)).toBe(expected);
  });

  it('adds and compares', async () => {
    const script = `var start = new GlideDateTime('2026-01-31 23:59:30');
var end = new GlideDateTime(start);
end.addSeconds(45);
end.addDaysUTC(1);
return [end.getValue(), start.before(end), end.compareTo(start), start.after(end), start.equals(new GlideDateTime(start))];`;
    expect(await acme.evaluate(script)).toEqual(['2026-02-02 00:00:15', true, 1, false, true]);
  });
});
