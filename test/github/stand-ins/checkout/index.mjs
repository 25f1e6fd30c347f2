import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

for (const entry of readdirSync(ROOT).filter((name) => name !== '.git')) {
  symlinkSync(join(ROOT, entry), join(process.env.GITHUB_WORKSPACE, entry));
}
