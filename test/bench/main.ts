/** `npm run bench`: each figure is a ratio of two things measured in turn in this one run. */
import { startOfBundle } from './bundle-start.ts';

process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}\n\n`);
process.stdout.write(`${startOfBundle()}\n`);
