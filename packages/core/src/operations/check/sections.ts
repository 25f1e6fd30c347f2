/** The sections of a check, in the order in which they are looked at and told. */
import { instance } from './instance.ts';
import type { CheckSection } from './section.ts';
import { signIn } from './sign-in.ts';

export const SECTIONS: readonly CheckSection[] = [instance, signIn];
