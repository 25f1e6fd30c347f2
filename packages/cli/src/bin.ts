#!/usr/bin/env node
/** `change-gate`: operations of Change Gate on a laptop. */

process.exitCode = await start();

/** @returns the exit code */
async function start(): Promise<number> {
  const { node } = process.versions;
  // As `engines` in package.json.
  if (Number.parseInt(node, 10) < 24) {
    process.stderr.write(`change-gate needs Node 24 or newer, and this is Node ${node}.\n`);
    return 2;
  }
  // An older Node could not even load the rest.
  const { main } = await import('./main.ts');
  return main(process.argv.slice(2), process.env, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
