import { codefresh } from './codefresh.ts';
import { describeSuite } from './describe-suite.ts';

describeSuite(codefresh, { skipped: ['run-again'] });
