import { RestApi } from '@servicenow/sdk/core';
import { pipelineEndpointAcl } from '../acls.now.ts';

/** `/api/x_change_gate/v1/registrations`: the callback contract. */
RestApi({
  $id: Now.ID['rest-registrations'],
  name: 'Change Gate registrations',
  serviceId: 'registrations',
  shortDescription: 'Registers builds that wait for a change request, and tells how they stand.',
  consumes: 'application/json',
  produces: 'application/json',
  enforceAcl: [pipelineEndpointAcl],
  versions: [{ $id: Now.ID['rest-registrations-v1'], version: 1, isDefault: true }],
  routes: [
    {
      $id: Now.ID['rest-registrations-create'],
      name: 'Register a build',
      shortDescription: '201 for a new registration, 200 when its key was known.',
      method: 'POST',
      path: '',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-registrations-create.js'),
    },
    {
      $id: Now.ID['rest-registrations-read'],
      name: 'Read a registration',
      method: 'GET',
      path: '/{sys_id}',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-registrations-read.js'),
    },
    {
      $id: Now.ID['rest-registrations-find'],
      name: 'Find a registration by its key',
      shortDescription: 'Query parameter `key`: the key it was registered with.',
      method: 'GET',
      path: '',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-registrations-find.js'),
    },
  ],
});
