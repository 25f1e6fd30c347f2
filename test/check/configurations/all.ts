/** Configurations and instances to hold a check to, each with what it has to say. */
import type { Configuration } from './configuration.ts';
import { DATA } from './data.ts';
import { MODELS } from './models.ts';
import { SIGN_INS } from './sign-ins.ts';
import { TYPES_AND_POLICIES } from './types-and-policies.ts';
import { USER } from './users.ts';

export const CONFIGURATIONS: readonly Configuration[] = [
  ...TYPES_AND_POLICIES,
  ...DATA,
  ...USER,
  ...SIGN_INS,
  ...MODELS,
];
