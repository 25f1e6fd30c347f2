import * as GateSelfTest from '../includes/GateSelfTest.ts';

GateSelfTest.press();
