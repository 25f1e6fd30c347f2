import { Test } from '@servicenow/sdk/core';

/** For a customer's instance, after installing and after each upgrade: the decision runs in this very engine. */
Test(
  {
    $id: Now.ID['atf-decision'],
    name: 'Change Gate: the decision',
    description:
      'Hands script include GateDecision one change in each decisive state, and asserts approved, denied or pending for each.',
    active: true,
    failOnServerError: true,
  },
  (atf) => {
    atf.server.runServerSideScript({
      $id: Now.ID['atf-decision-script'],
      script: Now.include('../../../dist/server/scripts/atf-decision.js'),
    });
  },
);
