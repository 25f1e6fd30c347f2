/** Stands for ServiceNow's own GitHub action in the test of the benchmark: its inputs, its two requests, its words. */
const url = process.env['INPUT_INSTANCE-URL'];
if (url === undefined) {
  process.stdout.write('::error::Input required and not supplied: instance-url\n');
  process.exit(1);
}
const api = `${url}/api/sn_devops/v1/devops/orchestration`;
await fetch(`${api}/changeControl`, { method: 'POST', body: process.env['INPUT_CHANGE-REQUEST'] });
const { result } = await (await fetch(`${api}/changeStatus`)).json();
if (result.details.status === 'approved') process.stdout.write('****Change is Approved.\n');
