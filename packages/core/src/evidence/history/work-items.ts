/** Work items in titles: what the pipeline's own regular expression finds there. */
import { runInNewContext } from 'node:vm';
import { inOneLine } from '../plain-text.ts';

/** Milliseconds for all titles together: an expression may take for ever on some text that anybody writes. */
const MOST_TIME = 1000;
/** Characters of a title that are looked at. */
const TITLE_LENGTH = 300;
const ITEM_LENGTH = 100;

/**
 * What the expression finds in each text.
 * @returns `undefined` where it takes too long
 */
export function workItemsIn(texts: readonly string[], pattern: string): string[][] | undefined {
  const looked = texts.map((text) => inOneLine(text, TITLE_LENGTH));
  try {
    const found: string[][] = runInNewContext(
      'texts.map((text) => Array.from(text.matchAll(new RegExp(pattern, "g")), ([item]) => item))',
      { texts: looked, pattern },
      { timeout: MOST_TIME },
    );
    return found.map((items) =>
      items.map((item) => inOneLine(item, ITEM_LENGTH)).filter((item) => item !== ''),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
