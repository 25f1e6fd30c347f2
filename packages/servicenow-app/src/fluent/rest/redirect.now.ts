import { RestApi } from '@servicenow/sdk/core';

/**
 * `/api/x_change_gate/redirect/start`: what the ATF test of redirects calls. It has no login, as the instance has no password
 * with which to call itself; it reads and writes nothing, and leads to `/api/x_change_gate/redirect/end` alone.
 */
RestApi({
  $id: Now.ID['rest-redirect'],
  name: 'Change Gate redirect test',
  serviceId: 'redirect',
  shortDescription: 'Answers with a redirect to itself, for the test that this instance follows none.',
  consumes: 'application/json',
  produces: 'application/json',
  routes: [
    {
      $id: Now.ID['rest-redirect-step'],
      name: 'step',
      shortDescription: 'start: 302 to end; end: 200',
      method: 'GET',
      path: '/{step}',
      authentication: false,
      authorization: false,
      internalRole: false,
      script: Now.include('../../../dist/server/scripts/rest-redirect.js'),
    },
  ],
});
