import { Role } from '@servicenow/sdk/core';

export const pipelineRole = Role({
  name: 'x_change_gate.pipeline',
  description: 'Registers builds that wait for a change. For the integration user of a CI, not for people.',
});

export const adminRole = Role({
  name: 'x_change_gate.admin',
  description:
    'Reads registrations and deliveries, retries what a CI refused, and lists the CI servers that may be called.',
});
