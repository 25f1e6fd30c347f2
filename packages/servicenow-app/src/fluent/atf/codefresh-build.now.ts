import { Test } from '@servicenow/sdk/core';

/** The whole way through an instance's tables, rules and ACLs, up to the CI server, which is not called. */
Test(
  {
    $id: Now.ID['atf-codefresh-build'],
    name: 'Change Gate: a build waits, and is withdrawn',
    description:
      'Creates a change, registers a build for it at a CI server that does not exist, asserts that it waits and that its token is encrypted, withdraws it and asserts that the token is gone.',
    active: true,
    failOnServerError: true,
  },
  (atf) => {
    atf.server.runServerSideScript({
      $id: Now.ID['atf-codefresh-build-script'],
      script: Now.include('../../../dist/server/scripts/atf-codefresh-build.js'),
    });
  },
);
