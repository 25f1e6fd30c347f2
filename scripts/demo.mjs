/** `npm run demo`, on a leash: whichever of its processes is killed, none of them is left. */
import { fileURLToPath } from 'node:url';
import { runOnLeash } from './leash.mjs';

const STEPS = fileURLToPath(new URL('./demo-steps.mjs', import.meta.url));

process.exitCode = await runOnLeash([process.execPath, STEPS, ...process.argv.slice(2)]);
