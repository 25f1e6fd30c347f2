/**
 * Attaches a file to a change in a process of its own, and prints by how many bytes its memory grew meanwhile.
 * `node uploading-process.ts <instance URL> <username> <password> <change number> <file>`
 */
import { status, update } from '@change-gate/core';

const [instanceUrl = '', username = '', password = '', number = '', file = ''] = process.argv.slice(2);

const inputs = { 'instance-url': instanceUrl, username, password, 'change-number': number };
const build = {
  ci: 'test',
  title: 'Upload',
  build: { id: '1', url: 'https://ci.example/builds/1' },
  buildKey: '1',
  server: '',
  target: () => ({}),
  callback: false,
};

// The first request loads what every request needs; that is not the file's doing.
await status(inputs, { build });
const before = process.memoryUsage.rss();
let peak = before;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 2);
await update({ ...inputs, attachments: file }, { build });
clearInterval(sampling);
process.stdout.write(String(Math.max(peak, process.memoryUsage.rss()) - before));
