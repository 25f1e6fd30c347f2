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

/** Granted to nobody and contained in no role: an admin gives it on purpose. */
export const emergencyRole = Role({
  name: 'x_change_gate.emergency',
  description:
    'Lets a pipeline deploy an emergency change before its approval, with a reason and an incident. For an integration user of its own, and for as long as it is needed.',
});
