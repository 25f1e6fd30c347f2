import { codefresh } from './gate/codefresh.ts';
import { describeGate } from './gate/scenarios.ts';

describeGate(codefresh);
