import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { ServiceNowInstance } from '../instance.ts';

let instance: ServiceNowInstance;

beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
});
afterEach(() => instance.close());

function open(values: Readonly<Record<string, string>> = {}): string {
  return instance.database.insert('change_request', values, 'pipeline.integration').sys_id ?? '';
}

it.each(['nav_to.do?uri=', 'now/nav/ui/classic/params/target/'])(
  'shows the change to whoever follows its link: %s',
  async (link) => {
    const sysId = open({ short_description: 'Globex <1.2.3>', state: '-4' });
    const target = encodeURIComponent(`change_request.do?sys_id=${sysId}`);
    const response = await fetch(`${instance.url}/${link}${target}`);
    expect(response.url).toBe(`${instance.url}/change_request.do?sys_id=${sysId}`);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('<title>CHG0030001 | Change Request</title>');
    expect(page).toContain('Globex &lt;1.2.3&gt;');
    expect(page).toContain('<dt>State</dt><dd>Authorize</dd>');
    expect(page).toContain('<dt>Approval</dt><dd>Requested</dd>');
  },
);

it('takes a number, and says when there is no such change', async () => {
  open();
  expect((await fetch(`${instance.url}/change_request.do?sys_id=CHG0030001`)).status).toBe(200);
  const missing = await fetch(`${instance.url}/change_request.do?sys_id=<b>`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('There is no change &lt;b&gt;.');
});

it('leads nowhere but to itself', async () => {
  const uri = encodeURIComponent('//evil.example/change_request.do?sys_id=1');
  const response = await fetch(`${instance.url}/nav_to.do?uri=${uri}`, { redirect: 'manual' });
  expect(response.headers.get('location')).toBe('/change_request.do?sys_id=1');
});
