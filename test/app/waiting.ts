import { type App, TOKEN } from './app.ts';

/**
 * A registration of a build that waits for a change, as the REST API stores it, without the request.
 *
 * @param build in the CI: 24 hexadecimal digits
 * @param server sys_id of the CI server
 * @returns its sys_id
 */
export function wait(app: App, number: string, build: string, server: string): string {
  const { database } = app.sandbox.serviceNow;
  const key = `waiting:${build}`;
  return app.insert('x_change_gate_registration', {
    instance: database.property('instance_name'),
    key,
    active_key: key,
    change: app.change(number).sys_id ?? '',
    change_number: number,
    build_id: build,
    build_url: `https://ci.example.com/build/${build}`,
    ci: 'codefresh',
    server,
    target: JSON.stringify({ build_id: build, gate: number }),
    token: database.encrypt(TOKEN),
    proceed_states: '-1',
    conflict: 'ignore',
    window: 'ignore',
    status: 'waiting',
    decision: 'pending',
  });
}
