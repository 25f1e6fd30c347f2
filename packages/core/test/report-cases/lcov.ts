import { type ReportCase, written } from './report-case.ts';

export const LCOV: readonly ReportCase[] = [
  written('lcov/c8.info', { lines_covered: 9, lines_total: 14 }),
  {
    name: 'lcov: without summaries, as some producers write it',
    text: '# a comment\nTN:unit\nSF:a.c\nDA:1,5\nDA:2,0\nDA:3,-1\nend_of_record\n',
    expected: { lines_covered: 1, lines_total: 3 },
  },
  { name: 'lcov: no line', text: 'TN:\nSF:a.c\nend_of_record\n', expected: 'holds no line of code' },
  {
    name: 'lcov: cut off',
    text: 'SF:a.c\nDA:1,1\nLF:1\nLH:1\nend_of_record\nSF:b.c\nDA:1,1\n',
    expected: 'is cut off: its last record does not end',
  },
  {
    name: 'lcov: more covered than there is',
    text: 'SF:a.c\nLF:1\nLH:7\nend_of_record\n',
    expected: 'has more lines covered than there are',
  },
  {
    name: 'lcov: a summary that is better than its lines',
    text: 'SF:a.c\nDA:1,1\nDA:2,0\nDA:3,0\nLF:2\nLH:2\nend_of_record\n',
    expected: { lines_covered: 1, lines_total: 3 },
  },
  { name: 'lcov: no number', text: 'SF:a.c\nLF:many\nend_of_record\n', expected: 'has LF without a number' },
  {
    name: 'lcov: something else behind it',
    text: 'TN:\n<html>',
    expected: 'has a line that is none of lcov',
  },
];
