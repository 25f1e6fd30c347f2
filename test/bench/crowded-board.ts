/** Arguments: changes and pipelines. The sandbox and its board, alone in a process that others measure. */
import { startBoard, startSandbox } from '@change-gate/sandbox';

const [changes, pipelines] = process.argv.slice(2).map(Number);

const sandbox = await startSandbox({ codefresh: { apiKeys: [], images: {}, stepTypes: [] } });
for (let count = 0; count < (changes ?? 0); count += 1) {
  const change = { short_description: `Globex deployment ${count}`, state: '-4' };
  sandbox.serviceNow.database.insert('change_request', change, 'pipeline.integration');
}
const pipeline =
  "version: '1.0'\nsteps: {gate: {type: pending-approval}, deploy: {image: alpine, commands: [echo]}}\n";
await Promise.all(Array.from({ length: pipelines ?? 0 }, () => sandbox.codefresh.run(pipeline).paused));
const board = await startBoard(sandbox);
process.on('message', () => process.send?.({ rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
process.send?.({ url: board.url, instance: sandbox.serviceNow.url });
