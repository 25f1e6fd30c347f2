/** For a process whose pauses between two polls a test has no time for: of a second and more, they take a hundredth. */
const { setTimeout: real } = globalThis;

globalThis.setTimeout = (callback, ms, ...rest) => real(callback, ms >= 1000 ? ms / 100 : ms, ...rest);
