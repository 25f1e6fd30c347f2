/**
 * `npm run bench`: every speed claim. Where machines differ, a ratio of two things measured in turn in this one run.
 * `--peer FILE` names the bundle of ServiceNow's own GitHub action.
 */
import { parseArgs } from 'node:util';
import { FULL, PARTS } from './parts.ts';

const { peer } = parseArgs({ options: { peer: { type: 'string' } } }).values;
process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}\n\n`);
for (const part of Object.values(PARTS)) process.stdout.write(`${await part({ ...FULL, peer })}\n`);
