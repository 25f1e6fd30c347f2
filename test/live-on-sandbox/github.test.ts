import { describeSuite } from './describe-suite.ts';
import { github } from './github.ts';

/** Whatever else an instance may do of what no page tells: a build that runs again makes a second change there, and withdraws it. */
const ANOTHER_INSTANCE = {
  approvalBetweenSteps: 'notRequested',
  approvalTraces: 'none',
  baseTasks: 'workflow',
  changeApiRefusal: 'forbidden',
  clientSysId: 'ignored',
  modelOfType: 'empty',
  noActiveTask: 'stays',
  orderOfAsyncRules: 'newestFirst',
  scriptedErrors: 'bare',
  stateAtInsert: 'reset',
  textInQueries: 'exact',
  unknownReference: 'dropped',
};

describeSuite(github, { behaviours: { serviceNow: ANOTHER_INSTANCE } });
