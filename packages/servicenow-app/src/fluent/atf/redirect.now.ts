import { Test } from '@servicenow/sdk/core';

/** What no page of ServiceNow's says in full, and only the instance can show: a token goes to a listed server alone. */
Test(
  {
    $id: Now.ID['atf-redirect'],
    name: 'Change Gate: no redirect is followed',
    description:
      'Calls this instance by its own URL, as a CI server would be called, gets a redirect to another path of it, and asserts that it is not followed.',
    active: true,
    failOnServerError: true,
  },
  (atf) => {
    atf.server.runServerSideScript({
      $id: Now.ID['atf-redirect-script'],
      script: Now.include('../../../dist/server/scripts/atf-redirect.js'),
    });
  },
);
