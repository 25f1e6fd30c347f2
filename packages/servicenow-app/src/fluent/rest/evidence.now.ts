import { RestApi } from '@servicenow/sdk/core';
import { pipelineEndpointAcl } from '../acls.now.ts';

/** `/api/x_change_gate/v1/evidence`: the evidence contract. */
RestApi({
  $id: Now.ID['rest-evidence'],
  name: 'Change Gate evidence',
  serviceId: 'evidence',
  shortDescription: 'Records what a change is approved by, and tells what a stream has deployed last.',
  consumes: 'application/json',
  produces: 'application/json',
  enforceAcl: [pipelineEndpointAcl],
  versions: [{ $id: Now.ID['rest-evidence-v1'], version: 1, isDefault: true }],
  routes: [
    {
      $id: Now.ID['rest-evidence-create'],
      name: 'Record evidence',
      shortDescription: 'Of a change that the same user opened, or registered a build for.',
      method: 'POST',
      path: '',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-evidence-create.js'),
    },
    {
      $id: Now.ID['rest-evidence-checks-create'],
      name: 'Check a deployment',
      shortDescription: 'Whether what is about to be deployed is what a change was approved for.',
      method: 'POST',
      path: '/checks',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-evidence-checks-create.js'),
    },
    {
      $id: Now.ID['rest-evidence-find'],
      name: 'Find what a stream has deployed last',
      shortDescription: 'Query parameter `stream`; of what the same user has recorded.',
      method: 'GET',
      path: '',
      version: 1,
      authentication: true,
      authorization: true,
      enforceAcl: [pipelineEndpointAcl],
      script: Now.include('../../../dist/server/scripts/rest-evidence-find.js'),
    },
  ],
});
