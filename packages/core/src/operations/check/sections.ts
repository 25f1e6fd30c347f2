/** The sections of a check, in the order in which they are looked at and told. */
import type { CheckSection } from './section.ts';

export const SECTIONS: readonly CheckSection[] = [];
