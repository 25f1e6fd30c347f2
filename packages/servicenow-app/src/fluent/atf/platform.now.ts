import { Test } from '@servicenow/sdk/core';

/** An update set is imported into any release: what this one lacks has to be asked for on the instance. */
Test(
  {
    $id: Now.ID['atf-platform'],
    name: 'Change Gate: the release',
    description:
      'Asserts that this instance has every method of the platform that the app calls, and names those that it has not. Calls none of them.',
    active: true,
    failOnServerError: true,
  },
  (atf) => {
    atf.server.runServerSideScript({
      $id: Now.ID['atf-platform-script'],
      script: Now.include('../../../dist/server/scripts/atf-platform.js'),
    });
  },
);
