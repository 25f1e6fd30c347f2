/** The sections of a check, in the order in which they are looked at and told. */
import { app } from './app.ts';
import { ciServer } from './ci-server.ts';
import { clock } from './clock.ts';
import { gate } from './gate.ts';
import { instance } from './instance.ts';
import { profile } from './profile.ts';
import { release } from './release.ts';
import type { CheckSection } from './section.ts';
import { signIn } from './sign-in.ts';

export const SECTIONS: readonly CheckSection[] = [
  instance,
  clock,
  signIn,
  release,
  app,
  gate,
  ciServer,
  profile,
];
