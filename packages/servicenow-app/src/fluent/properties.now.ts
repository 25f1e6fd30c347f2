/** Private: what an admin has set, a newer update set does not overwrite (t_AddAPropertyUsingSysPropsList). */
import { Property } from '@servicenow/sdk/core';
import { adminRole } from './roles.now.ts';

Property({
  $id: Now.ID['property-lease-seconds'],
  $meta: { installMethod: 'first install' },
  name: 'x_change_gate.lease_seconds',
  type: 'integer',
  value: 120,
  description:
    'Seconds after which an unanswered delivery counts as lost (its node died) and the next attempt may start. 90 at least: a request may take 30, so in the last 60 seconds a delivery begins none.',
  roles: { write: [adminRole] },
  isPrivate: true,
});

Property({
  $id: Now.ID['property-allow-loopback-http'],
  $meta: { installMethod: 'first install' },
  name: 'x_change_gate.allow_loopback_http',
  type: 'boolean',
  value: false,
  description:
    'Whether a CI server may be listed with an http:// URL on a loopback host (127.0.0.1, localhost). For sandboxes only.',
  // Tokens to a plain-text URL: nobody's choice but an admin of the instance.
  roles: { write: ['admin'] },
  isPrivate: true,
});

Property({
  $id: Now.ID['property-retention-days'],
  $meta: { installMethod: 'first install' },
  name: 'x_change_gate.retention_days',
  type: 'integer',
  value: 365,
  description: 'Days after which a registration that has ended is deleted, with its deliveries. 0 keeps all.',
  roles: { write: [adminRole] },
  isPrivate: true,
});

Property({
  $id: Now.ID['property-evidence-retention-days'],
  $meta: { installMethod: 'first install' },
  name: 'x_change_gate.evidence_retention_days',
  type: 'integer',
  value: 2555,
  description:
    'Days after which the evidence of a change that is closed or deleted is deleted; seven years. 0 keeps all.',
  // An audit may ask for it: nobody shortens it but an admin of the instance.
  roles: { write: ['admin'] },
  isPrivate: true,
});

Property({
  $id: Now.ID['property-decided-by'],
  $meta: { installMethod: 'first install' },
  name: 'x_change_gate.decided_by',
  type: 'choicelist',
  value: 'rules',
  choices: ['rules', 'subflow'],
  description:
    'Who decides for builds that register from now on: the rules, or the subflow "Await change decision" once it is published. A CI server may say otherwise.',
  roles: { write: [adminRole] },
  isPrivate: true,
});

Property({
  $id: Now.ID['property-review-group'],
  $meta: { installMethod: 'first install' },
  name: 'x_change_gate.review_group',
  type: 'string',
  value: '',
  description:
    'sys_id of the group that reviews emergencies which were deployed before their approval. Empty: the assignment group of the change.',
  roles: { write: [adminRole] },
  isPrivate: true,
});
