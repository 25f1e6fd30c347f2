import { describeSuite } from './describe-suite.ts';
import { github } from './github.ts';

describeSuite(github);
