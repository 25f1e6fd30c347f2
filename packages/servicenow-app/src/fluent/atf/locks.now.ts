import { Test } from '@servicenow/sdk/core';

/** What the app's promises across nodes rest on, and only the instance can show: a unique column takes a value once. */
Test(
  {
    $id: Now.ID['atf-locks'],
    name: 'Change Gate: of two nodes, one',
    description:
      'Inserts twice into each table whose unique column is a lock between nodes, and asserts that the second insert is refused.',
    active: true,
    failOnServerError: true,
  },
  (atf) => {
    atf.server.runServerSideScript({
      $id: Now.ID['atf-locks-script'],
      script: Now.include('../../../dist/server/scripts/atf-locks.js'),
    });
  },
);
