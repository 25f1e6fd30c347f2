import { ScriptInclude } from '@servicenow/sdk/core';

ScriptInclude({
  $id: Now.ID['include-gate-approval-apis'],
  name: 'GateApprovalApis',
  apiName: 'x_change_gate.GateApprovalApis',
  description: 'The approval APIs by CI',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateApprovalApis.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-approvals'],
  name: 'GateApprovals',
  apiName: 'x_change_gate.GateApprovals',
  description: 'Who was asked to approve a change, and what they answered',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateApprovals.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-build-end'],
  name: 'GateBuildEnd',
  apiName: 'x_change_gate.GateBuildEnd',
  description: 'Ends registrations whose build is over in the CI',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateBuildEnd.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-call'],
  name: 'GateCall',
  apiName: 'x_change_gate.GateCall',
  description: 'One call on a CI server, with its credential',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateCall.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-change'],
  name: 'GateChange',
  apiName: 'x_change_gate.GateChange',
  description: 'The change request: what the app reads of it, and the work notes that it leaves',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateChange.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-check-gate'],
  name: 'GateCheckGate',
  apiName: 'x_change_gate.GateCheckGate',
  description: 'What this instance sees of a gate that nobody has registered',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateCheckGate.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-check-item'],
  name: 'GateCheckItem',
  apiName: 'x_change_gate.GateCheckItem',
  description: 'What a check before a deployment leaves',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateCheckItem.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-checks-api'],
  name: 'GateChecksApi',
  apiName: 'x_change_gate.GateChecksApi',
  description: 'REST API /api/x_change_gate/v1/checks',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateChecksApi.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-circuit'],
  name: 'GateCircuit',
  apiName: 'x_change_gate.GateCircuit',
  description: 'A circuit breaker for each CI server',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateCircuit.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-claims'],
  name: 'GateClaims',
  apiName: 'x_change_gate.GateClaims',
  description: 'The rows of which one node at a time may work on one',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateClaims.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-codefresh-callback'],
  name: 'GateCodefreshCallback',
  apiName: 'x_change_gate.GateCodefreshCallback',
  description: "REST API for pipelines that use Codefresh's original ServiceNow step",
  accessibleFrom: 'public',
  active: true,
  script: Now.include('../../dist/server/includes/GateCodefreshCallback.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-credentials'],
  name: 'GateCredentials',
  apiName: 'x_change_gate.GateCredentials',
  description: 'Credentials for calls to a CI server',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateCredentials.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-decision'],
  name: 'GateDecision',
  apiName: 'x_change_gate.GateDecision',
  description: 'The decision: may the build that waits for this change go on?',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateDecision.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-deliveries'],
  name: 'GateDeliveries',
  apiName: 'x_change_gate.GateDeliveries',
  description: 'The attempts at delivering a decision to a CI server',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateDeliveries.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-delivery'],
  name: 'GateDelivery',
  apiName: 'x_change_gate.GateDelivery',
  description:
    'Delivers a decision to a CI server: claims the attempt, decides again, sends, stores the answer',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateDelivery.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-emergency'],
  name: 'GateEmergency',
  apiName: 'x_change_gate.GateEmergency',
  description: 'An emergency that is deployed before its approval',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEmergency.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evaluation'],
  name: 'GateEvaluation',
  apiName: 'x_change_gate.GateEvaluation',
  description: 'Decides for registrations that wait',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvaluation.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence'],
  name: 'GateEvidence',
  apiName: 'x_change_gate.GateEvidence',
  description: 'Records what a change is approved by',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidence.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence-api'],
  name: 'GateEvidenceApi',
  apiName: 'x_change_gate.GateEvidenceApi',
  description: 'REST API /api/x_change_gate/v1/evidence',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidenceApi.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence-check'],
  name: 'GateEvidenceCheck',
  apiName: 'x_change_gate.GateEvidenceCheck',
  description: 'The check before a deployment: whether it is what the change was approved for',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidenceCheck.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence-check-api'],
  name: 'GateEvidenceCheckApi',
  apiName: 'x_change_gate.GateEvidenceCheckApi',
  description: 'REST API /api/x_change_gate/v1/evidence/checks',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidenceCheckApi.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence-items'],
  name: 'GateEvidenceItems',
  apiName: 'x_change_gate.GateEvidenceItems',
  description: 'What stands beside a row of evidence',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidenceItems.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence-request'],
  name: 'GateEvidenceRequest',
  apiName: 'x_change_gate.GateEvidenceRequest',
  description: 'The body of an evidence request, checked',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidenceRequest.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-evidence-row'],
  name: 'GateEvidenceRow',
  apiName: 'x_change_gate.GateEvidenceRow',
  description: 'A row of evidence: its columns, and what has become worse since',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateEvidenceRow.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-flow'],
  name: 'GateFlow',
  apiName: 'x_change_gate.GateFlow',
  description: 'The way between registrations and the flow pieces',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateFlow.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-form'],
  name: 'GateForm',
  apiName: 'x_change_gate.GateForm',
  description: 'The buttons on the form of a registration',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateForm.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-http'],
  name: 'GateHttp',
  apiName: 'x_change_gate.GateHttp',
  description: 'HTTP to a listed CI server, and to nothing else',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateHttp.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-http-error'],
  name: 'GateHttpError',
  apiName: 'x_change_gate.GateHttpError',
  description: 'An error with the HTTP status and detail of a REST answer',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateHttpError.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-instance'],
  name: 'GateInstance',
  apiName: 'x_change_gate.GateInstance',
  description: 'Which ServiceNow instance this is: a clone is another',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateInstance.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-lease'],
  name: 'GateLease',
  apiName: 'x_change_gate.GateLease',
  description: 'How long a claim on an attempt holds',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateLease.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-model'],
  name: 'GateModel',
  apiName: 'x_change_gate.GateModel',
  description: 'In which states a change model lets the change be implemented',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateModel.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-nobody-waits'],
  name: 'GateNobodyWaits',
  apiName: 'x_change_gate.GateNobodyWaits',
  description: 'The note on an approved change for which no build waits any more',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateNobodyWaits.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-outcome'],
  name: 'GateOutcome',
  apiName: 'x_change_gate.GateOutcome',
  description: 'What the app does about the outcome of a delivery',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateOutcome.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-outdated'],
  name: 'GateOutdated',
  apiName: 'x_change_gate.GateOutdated',
  description: 'Whether a newer build of a stream has deployed already',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateOutdated.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-pass'],
  name: 'GatePass',
  apiName: 'x_change_gate.GatePass',
  description: 'What one node at a time may do, or a few',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GatePass.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-people'],
  name: 'GatePeople',
  apiName: 'x_change_gate.GatePeople',
  description: 'Which users of the instance the people of a pipeline are',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GatePeople.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-platform'],
  name: 'GatePlatform',
  apiName: 'x_change_gate.GatePlatform',
  description: 'What the app calls of ServiceNow, and what it says where an instance does not have it',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GatePlatform.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-policy'],
  name: 'GatePolicy',
  apiName: 'x_change_gate.GatePolicy',
  description: 'The policy of a registration in its columns',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GatePolicy.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-progress'],
  name: 'GateProgress',
  apiName: 'x_change_gate.GateProgress',
  description: 'Reports the state of a change on its paused build',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateProgress.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-queue'],
  name: 'GateQueue',
  apiName: 'x_change_gate.GateQueue',
  description: 'What is due at one CI server, one build after the other',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateQueue.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-registration-status'],
  name: 'GateRegistrationStatus',
  apiName: 'x_change_gate.GateRegistrationStatus',
  description: 'The status of a registration: its transitions, and the only place that writes it',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRegistrationStatus.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-registrations'],
  name: 'GateRegistrations',
  apiName: 'x_change_gate.GateRegistrations',
  description: 'Registers builds that wait for a change; reads and withdraws registrations',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRegistrations.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-registrations-api'],
  name: 'GateRegistrationsApi',
  apiName: 'x_change_gate.GateRegistrationsApi',
  description: 'REST API /api/x_change_gate/v1/registrations',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRegistrationsApi.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-reports'],
  name: 'GateReports',
  apiName: 'x_change_gate.GateReports',
  description: 'The reports that were shown on paused builds',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateReports.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-request'],
  name: 'GateRequest',
  apiName: 'x_change_gate.GateRequest',
  description: 'The body of a registration request, checked field by field',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRequest.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-retention'],
  name: 'GateRetention',
  apiName: 'x_change_gate.GateRetention',
  description: 'Deletes registrations that ended long ago',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRetention.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-retry'],
  name: 'GateRetry',
  apiName: 'x_change_gate.GateRetry',
  description: 'When to try again',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRetry.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-roles'],
  name: 'GateRoles',
  apiName: 'x_change_gate.GateRoles',
  description: 'Who has which role of this app',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateRoles.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-sealed-evidence'],
  name: 'GateSealedEvidence',
  apiName: 'x_change_gate.GateSealedEvidence',
  description: 'The row of evidence that a change counts with',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSealedEvidence.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-separation'],
  name: 'GateSeparation',
  apiName: 'x_change_gate.GateSeparation',
  description: 'Separation of duties: who approved, and who wrote, merged or started it',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSeparation.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-servers'],
  name: 'GateServers',
  apiName: 'x_change_gate.GateServers',
  description: 'The CI servers that an admin has listed',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateServers.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-stream'],
  name: 'GateStream',
  apiName: 'x_change_gate.GateStream',
  description: 'What deploys to one place, build after build',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateStream.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-sweep'],
  name: 'GateSweep',
  apiName: 'x_change_gate.GateSweep',
  description: 'The scheduled job: finds what rules and events have missed',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSweep.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-time'],
  name: 'GateTime',
  apiName: 'x_change_gate.GateTime',
  description: 'Times as ServiceNow stores them',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateTime.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-why'],
  name: 'GateWhy',
  apiName: 'x_change_gate.GateWhy',
  description:
    'Why a change stands as it does, in words: who or which rule approved it, and whom it waits for',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateWhy.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-app'],
  name: 'GateApp',
  apiName: 'x_change_gate.GateApp',
  description: 'Which app this is, and on which release of the platform',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateApp.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test'],
  name: 'GateSelfTest',
  apiName: 'x_change_gate.GateSelfTest',
  description: 'Tries on this instance what Change Gate rests on',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTest.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-release'],
  name: 'GateSelfTestRelease',
  apiName: 'x_change_gate.GateSelfTestRelease',
  description: "The self-test's release of ServiceNow",
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestRelease.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-rows'],
  name: 'GateSelfTestRows',
  apiName: 'x_change_gate.GateSelfTestRows',
  description: 'How the self-test ended last, as rows that admins read',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestRows.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-finding'],
  name: 'GateFinding',
  apiName: 'x_change_gate.GateFinding',
  description: 'How a part of the self-test says what it found',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateFinding.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-decision'],
  name: 'GateSelfTestDecision',
  apiName: 'x_change_gate.GateSelfTestDecision',
  description: 'The self-test: it decides here as it was tested',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestDecision.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-locks'],
  name: 'GateSelfTestLocks',
  apiName: 'x_change_gate.GateSelfTestLocks',
  description: 'The self-test: a claim is taken once',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestLocks.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-records'],
  name: 'GateSelfTestRecords',
  apiName: 'x_change_gate.GateSelfTestRecords',
  description: 'The self-test: what makes the app work is switched on',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestRecords.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-redirect'],
  name: 'GateSelfTestRedirect',
  apiName: 'x_change_gate.GateSelfTestRedirect',
  description: 'The self-test: no redirect is followed',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestRedirect.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-runs'],
  name: 'GateSelfTestRuns',
  apiName: 'x_change_gate.GateSelfTestRuns',
  description: 'The self-test: the event and the scheduled jobs run',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestRuns.js'),
});

ScriptInclude({
  $id: Now.ID['include-gate-self-test-token'],
  name: 'GateSelfTestToken',
  apiName: 'x_change_gate.GateSelfTestToken',
  description: 'The self-test: a token is encrypted, and gone once it is wiped',
  accessibleFrom: 'package_private',
  active: true,
  script: Now.include('../../dist/server/includes/GateSelfTestToken.js'),
});
