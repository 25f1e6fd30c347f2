/**
 * `node scripts/compare-transcripts.mjs A B [--known FILE]`: says where two transcripts of the live suite (docs/live.md) differ, of
 * a sandbox and of a live instance say, by scenario and exchange. It ends with 1 where they differ.
 * Plain JavaScript: it needs Node alone.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareTranscripts, parseTranscript } from './transcripts.mjs';

const HELP = `node scripts/compare-transcripts.mjs A B [--known FILE]

Says where transcripts A and B of \`npm run test:live -- --record FILE\` differ.

  --known FILE  JSON: differences that are known, {"where": "text that the difference contains", "why": "..."}, in a list
`;

try {
  const { values, positionals } = parseArgs({
    options: { known: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help || positionals.length !== 2) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const [one, other] = positionals.map((file) => parseTranscript(readFileSync(file, 'utf8'), file));
    const known =
      values.known === undefined ? [] : parseKnown(readFileSync(values.known, 'utf8'), values.known);
    process.exitCode = report(compareTranscripts(one, other), known);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** @returns the exit code */
function report(differences, known) {
  const whyOf = (difference) => known.find(({ where }) => difference.includes(where))?.why;
  const unknown = differences.filter((difference) => whyOf(difference) === undefined);
  const held = differences.filter((difference) => whyOf(difference) !== undefined);
  for (const difference of unknown) print(difference);
  for (const difference of held) print(`Known: ${difference} (${whyOf(difference)})`);
  for (const { where } of known.filter((one) => !differences.some((text) => text.includes(one.where)))) {
    print(`Known, and not seen: ${where}`);
  }
  const others = held.length > 0 ? ` but for what is known (${held.length})` : '';
  print(unknown.length > 0 ? `Differences: ${unknown.length}${others}.` : `No difference${others}.`);
  return unknown.length > 0 ? 1 : 0;
}

function parseKnown(text, file) {
  const known = JSON.parse(text);
  const isOne = ({ where, why }) =>
    typeof where === 'string' && where !== '' && typeof why === 'string' && why !== '';
  if (!Array.isArray(known) || !known.every(isOne)) {
    throw new Error(`${file} is no list of {"where": "...", "why": "..."}.`);
  }
  return known;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
