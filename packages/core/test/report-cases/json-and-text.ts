import { CTRF } from './ctrf.ts';
import { CYCLONEDX } from './cyclonedx.ts';
import { GITLAB } from './gitlab.ts';
import { LCOV } from './lcov.ts';
import { OTHERS } from './other.ts';
import { SARIF } from './sarif.ts';
import { SPDX } from './spdx.ts';

/** Report files in JSON and in text. */
export const JSON_AND_TEXT = [...CTRF, ...SARIF, ...GITLAB, ...CYCLONEDX, ...SPDX, ...LCOV, ...OTHERS];
