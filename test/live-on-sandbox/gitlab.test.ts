import { describeSuite } from './describe-suite.ts';
import { gitlab } from './gitlab.ts';

describeSuite(gitlab);
