/** What cannot work, and says why before anything is deployed. */
import type { Change } from '../instance.ts';
import type { Scenario } from '../scenario.ts';
import { expectThat } from '../verdict.ts';

/** No change has this number: the base system's are `CHG` and digits, seven of them or more. */
const NO_CHANGE = 'CHGNONE0';

export const noSuchChange: Scenario = {
  name: 'no-such-change',
  claim: 'A build that names a change which does not exist says so, opens none, and deploys nothing',
  async run(stage) {
    const build = await stage.start({ changeNumber: NO_CHANGE });
    const { deployed, succeeded, status } = await stage.over(build);
    expectThat(!deployed && !succeeded, `Build ${build.id} did not fail (${status}): ${build.url}`);
    expectThat(
      (await stage.logOf(build)).includes(`There is no ${NO_CHANGE} on this instance`),
      `The log of build ${build.id} does not say that there is no ${NO_CHANGE}: ${build.url}`,
    );
    expectThat((await stage.onlyChange()) === undefined, `Build ${build.id} opened a change.`);
  },
};

/** A name that leads nowhere on any network (RFC 6761). */
const UNLISTED = 'https://change-gate-live.invalid/api';

export const unlistedServer: Scenario = {
  name: 'unlisted-server',
  claim:
    'A CI server that no admin has listed gets no registration, and the refusal names it and who can list it',
  async run(stage) {
    const { pipeline } = stage.instance;
    const { result: change } = await pipeline.post<{ result: Change }>(
      '/api/now/table/change_request?sysparm_input_display_value=true&sysparm_exclude_reference_link=true',
      stage.data(),
    );
    const { status, body } = await pipeline.request('POST', '/api/x_change_gate/v1/registrations', {
      change: { number: change.number, sys_id: change.sys_id },
      build: { id: 'change-gate-live', url: UNLISTED },
      ci: 'codefresh',
      server: UNLISTED,
      target: { build_id: '0'.repeat(24), gate: 'change' },
      credential: { token: 'never-sent' },
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
      key: `change-gate-live:${change.sys_id}`,
    });
    const said = JSON.stringify(body);
    expectThat(
      status === 403 && said.includes(`${UNLISTED} is not a CI server that this instance calls`),
      `Registering with ${UNLISTED} was answered ${status}: ${said}`,
    );
  },
};
