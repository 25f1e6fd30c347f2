import { RestApi } from '@servicenow/sdk/core';
import { adminEndpointAcl } from '../acls.now.ts';

/** `/api/x_change_gate/v1/self_test`: for admins, and for who looks whether an installation works. */
RestApi({
  $id: Now.ID['rest-self-test'],
  name: 'Change Gate self-test',
  serviceId: 'self_test',
  shortDescription: 'Tries on this instance what Change Gate rests on.',
  consumes: 'application/json',
  produces: 'application/json',
  enforceAcl: [adminEndpointAcl],
  versions: [{ $id: Now.ID['rest-self-test-v1'], version: 1, isDefault: true }],
  routes: [
    {
      $id: Now.ID['rest-self-test-run'],
      name: 'Run the self-test',
      shortDescription:
        'What holds, what does not, and what could not be seen. It calls no CI, deletes what it makes, and keeps its answer.',
      method: 'GET',
      path: '',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [adminEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-self-test-run.js'),
    },
  ],
});
