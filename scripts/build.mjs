/** `npm run build`: installs, and builds every bundle and the update sets. */
import { build, install } from './workspace.mjs';

await install();
await build();
