import { describe, expect, it } from 'vitest';
import { appVersion, withAppVersion } from './app-version.ts';

const app = {
  updateName: 'sys_app_1',
  table: 'sys_app',
  fields: { name: 'Gate', version: '2.0.0-rc.1' },
  xml: '<?xml version="1.0"?>\n<record_update table="sys_app">\n<sys_app action="INSERT_OR_UPDATE">\n<name>Gate</name>\n<version>2.0.0-rc.1</version>\n</sys_app>\n</record_update>',
};

describe('the version of the app', () => {
  it('is the numbers of its release alone', () => {
    expect(['1.0.0', '2.0.0-rc.1', '2.10.3+build'].map(appVersion)).toEqual(['1.0.0', '2.0.0', '2.10.3']);
    expect(() => appVersion('v1')).toThrow('v1 is no version');
  });

  it('stands in its record, and nothing else there changes', () => {
    const rule = { ...app, table: 'sys_script' };
    const [written, other] = withAppVersion([app, rule], '2.0.0-rc.1');
    expect(written?.fields).toEqual({ name: 'Gate', version: '2.0.0' });
    expect(written?.xml).toContain('<version>2.0.0</version>');
    expect(other).toBe(rule);
  });
});
