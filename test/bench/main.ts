/** `npm run bench`: every speed claim. Where machines differ, a ratio of two things measured in turn in this one run. */
import { boardStart } from './board-start.ts';
import { startOfBundles } from './bundle-start.ts';
import { crowd } from './crowd.ts';
import { load } from './load.ts';
import { requestsPerOperation } from './requests.ts';
import { tableApi } from './table-api.ts';

process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}\n\n`);
process.stdout.write(`${startOfBundles()}\n`);
process.stdout.write(`${await requestsPerOperation()}\n`);
process.stdout.write(`${await boardStart()}\n`);
process.stdout.write(`${await crowd()}\n`);
process.stdout.write(`${await tableApi()}\n`);
process.stdout.write(`${await load()}\n`);
