/** `npm run bench`: every speed claim. Where machines differ, a ratio of two things measured in turn in this one run. */
import { FULL, PARTS } from './parts.ts';

process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}\n\n`);
for (const part of Object.values(PARTS)) process.stdout.write(`${await part(FULL)}\n`);
