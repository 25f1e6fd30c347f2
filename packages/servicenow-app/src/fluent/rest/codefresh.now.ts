import { RestApi } from '@servicenow/sdk/core';
import { pipelineEndpointAcl } from '../acls.now.ts';

/**
 * `/api/x_change_gate/codefresh/callback`: what Codefresh's original ServiceNow step calls. Its body and its
 * answers stay as they were, hence no version in the path.
 */
RestApi({
  $id: Now.ID['rest-codefresh'],
  name: 'Change Gate Codefresh callback',
  serviceId: 'codefresh',
  shortDescription: "Takes the original Codefresh step's callback registration.",
  consumes: 'application/json',
  produces: 'application/json',
  enforceAcl: [pipelineEndpointAcl],
  routes: [
    {
      $id: Now.ID['rest-codefresh-callback'],
      name: 'callback',
      shortDescription:
        'Registers a build of Codefresh classic, with the body and the answers of the original step.',
      method: 'POST',
      path: '/callback',
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-codefresh-callback.js'),
    },
  ],
});
