import { github } from './gate/github.ts';
import { describeGate } from './gate/scenarios.ts';

describeGate(github);
