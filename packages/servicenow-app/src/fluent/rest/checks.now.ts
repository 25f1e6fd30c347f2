import { RestApi } from '@servicenow/sdk/core';
import { pipelineEndpointAcl } from '../acls.now.ts';

/** `/api/x_change_gate/v1/checks`: what a pipeline would find on this instance. */
RestApi({
  $id: Now.ID['rest-checks'],
  name: 'Change Gate checks',
  serviceId: 'checks',
  shortDescription: 'Tells a pipeline, before it deploys anything, what it would find here.',
  consumes: 'application/json',
  produces: 'application/json',
  enforceAcl: [pipelineEndpointAcl],
  versions: [{ $id: Now.ID['rest-checks-v1'], version: 1, isDefault: true }],
  routes: [
    {
      $id: Now.ID['rest-checks-create'],
      name: 'Check a configuration',
      shortDescription:
        'The app, the user, and what this instance sees of a gate. Nothing is stored, no decision is sent.',
      method: 'POST',
      path: '',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-checks-create.js'),
    },
  ],
});
