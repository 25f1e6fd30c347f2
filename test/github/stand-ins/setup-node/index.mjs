import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';

const { env, execPath, versions } = process;
assert.equal(versions.node.split('.', 1)[0], env['INPUT_NODE-VERSION']);
appendFileSync(env.GITHUB_PATH, `${dirname(execPath)}\n`);
