/** The sections of a check, in the order in which they are looked at and told. */
import { app } from './app.ts';
import { ciServer } from './ci-server.ts';
import { clock } from './clock.ts';
import { columns } from './columns.ts';
import { conflicts } from './conflicts.ts';
import { data } from './data.ts';
import { gate } from './gate.ts';
import { instance } from './instance.ts';
import { model } from './model.ts';
import { profile } from './profile.ts';
import { release } from './release.ts';
import { roles } from './roles.ts';
import type { CheckSection } from './section.ts';
import { selfTest } from './self-test.ts';
import { signIn } from './sign-in.ts';
import { unwritten, write } from './write.ts';

export const SECTIONS: readonly CheckSection[] = [
  instance,
  clock,
  signIn,
  app,
  release,
  selfTest,
  roles,
  data,
  columns,
  model,
  conflicts,
  gate,
  ciServer,
  // It opens nothing where the configuration would fail already.
  write,
  unwritten,
  profile,
];
