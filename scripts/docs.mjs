/** `npm run docs [-- --port N]`: installs, and serves the guides on loopback; an edited page shows at once. */
import { install, run } from './workspace.mjs';

await install();
process.exit(run(['pnpm', '--filter', '@change-gate/docs', 'run', 'dev', ...process.argv.slice(2)]));
