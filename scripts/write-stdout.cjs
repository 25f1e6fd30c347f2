/**
 * Stands in a bundle for `process.stdout.write`, whose first use loads Node's streams and sockets: a fifth of a start.
 * A pipe that does not block and is full, or that is closed, is left to Node from then on.
 */
module.exports = (() => {
  let leftToNode = false;
  return (text) => {
    let rest = Buffer.from(text);
    try {
      while (!leftToNode && rest.length > 0) rest = rest.subarray(require('node:fs').writeSync(1, rest));
    } catch {
      leftToNode = true;
    }
    return rest.length === 0 || process.stdout.write(rest);
  };
})();
