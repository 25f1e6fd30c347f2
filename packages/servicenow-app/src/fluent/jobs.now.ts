import { ScheduledScript } from '@servicenow/sdk/core';

/** The source of truth: rules and events are quick, this is sure. */
ScheduledScript({
  $id: Now.ID['job-sweep'],
  name: 'Change Gate: deliver what is due',
  active: true,
  frequency: 'periodically',
  executionInterval: { minutes: 1 },
  executionStart: '2026-01-01 00:00:00',
  script: Now.include('../../dist/server/scripts/job-sweep.js'),
});

/** A job of its own: a CI server that does not answer must not keep the sweep from what is due. */
ScheduledScript({
  $id: Now.ID['job-build-end'],
  name: 'Change Gate: look for builds that are over',
  active: true,
  frequency: 'periodically',
  executionInterval: { minutes: 5 },
  executionStart: '2026-01-01 00:02:00',
  script: Now.include('../../dist/server/scripts/job-build-end.js'),
});

ScheduledScript({
  $id: Now.ID['job-retention'],
  name: 'Change Gate: clear out registrations',
  active: true,
  frequency: 'periodically',
  executionInterval: { hours: 1 },
  executionStart: '2026-01-01 00:30:00',
  script: Now.include('../../dist/server/scripts/job-retention.js'),
});
