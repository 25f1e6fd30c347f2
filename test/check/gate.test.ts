import { BROKEN_GATES } from './broken-gate.ts';
import { describeRows } from './rows.ts';

describeRows('a gate', BROKEN_GATES);
