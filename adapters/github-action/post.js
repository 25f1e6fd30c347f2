/**
 * What the runner starts when a job is over (`post` in action.yml). A file of its own says so, and no environment variable: a
 * workflow could set that, and `verify` would end well without asking anything.
 */
process.argv[2] = 'post';
await import('./dist/index.js');
