/** Two transcripts of the live suite beside each other. Placeholders are equal where they stand for the same thing in both. */

/** @returns the lines of a transcript behind its head. @throws Error for what is none, or of a format that is not known */
export function parseTranscript(text, name) {
  const lines = text.split('\n').filter((line) => line !== '');
  const [head, ...exchanges] = lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${name}, line ${index + 1}: is no JSON.`);
    }
  });
  if (head?.changeGateTranscript !== 1)
    throw new Error(`${name} is no transcript of a format that this script knows.`);
  return { of: head.of, exchanges };
}

/** @returns differences, a sentence each with its scenarios, in the order in which they appear; empty where there is none */
export function compareTranscripts(one, other) {
  const [left, right] = [byScenario(one.exchanges), byScenario(other.exchanges)];
  const found = [...new Set([...left.keys(), ...right.keys()])].flatMap((scenario) => {
    const [before, after] = [left.get(scenario), right.get(scenario)];
    if (before === undefined) return [{ scenario, text: 'is in the second transcript alone' }];
    if (after === undefined) return [{ scenario, text: 'is in the first transcript alone' }];
    return compareScenario(fold(before), fold(after)).map((text) => ({ scenario, text }));
  });
  return [...Map.groupBy(found, ({ text }) => kindOf(text)).values()].map(sentence);
}

/** What a server does otherwise, it does in each scenario and each element of a list: that is one difference. */
function kindOf(text) {
  return withoutNumbers(text).replaceAll(/\[\d+\]/g, '[]');
}

function sentence(alike) {
  const scenarios = [...new Set(alike.map(({ scenario }) => scenario))].join(', ');
  const often = alike.length > 1 ? ` (${alike.length} times)` : '';
  return `${scenarios}: ${alike[0].text}${often}`;
}

function byScenario(exchanges) {
  return Map.groupBy(exchanges, ({ scenario }) => scenario);
}

/**
 * How often something is looked at, and what is seen on the way, is a matter of time: between two writes the last look at each
 * thing counts.
 */
function fold(exchanges) {
  const folded = [];
  let looks = new Map();
  const flush = () => {
    folded.push(...[...looks].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, look]) => look));
    looks = new Map();
  };
  for (const exchange of exchanges) {
    if (exchange.method === 'GET') {
      looks.set(`${titleOf(exchange)} ${exchange.path}`, exchange);
    } else {
      flush();
      folded.push(exchange);
    }
  }
  flush();
  return folded;
}

/** What both transcripts call an exchange, whatever the numbers of its placeholders. */
function titleOf({ server, as, method, path }) {
  return `${method} ${withoutNumbers(path)} of the ${server} as ${as}`;
}

function compareScenario(left, right) {
  const names = new Names();
  return align(left, right).flatMap(([one, other]) => {
    if (one === undefined) return [`${titleOf(other)}: is asked in the second alone`];
    if (other === undefined) return [`${titleOf(one)}: is asked in the first alone`];
    const compare = (part) => differences(part, one[part], other[part], names);
    return ['path', 'status', 'request', 'response']
      .flatMap(compare)
      .map((text) => `${titleOf(one)}: ${text}`);
  });
}

/** Pairs the exchanges with the same titles in their order, as many as there can be; one that has none stands alone. */
function align(left, right) {
  const titles = [left.map(titleOf), right.map(titleOf)];
  const lengths = left.map(() => []);
  const lengthAt = (i, j) => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        titles[0][i] === titles[1][j]
          ? lengthAt(i + 1, j + 1) + 1
          : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && titles[0][i] === titles[1][j])
      pairs.push([left[i++], right[j++]]);
    else if (j >= right.length || (i < left.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      pairs.push([left[i++], undefined]);
    } else pairs.push([undefined, right[j++]]);
  }
  return pairs;
}

/** @returns where two values differ, in words that begin with where that is */
function differences(where, one, other, names) {
  const [left, right] = [typeOf(one), typeOf(other)];
  if (left !== right) {
    if (left === 'nothing') return [`${where} is missing in the first; in the second it is ${shown(other)}`];
    if (right === 'nothing') return [`${where} is missing in the second; in the first it is ${shown(one)}`];
    return [`${where} is ${left} in the first (${shown(one)}), and ${right} in the second (${shown(other)})`];
  }
  if (left === 'an object') {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return keys.flatMap((key) => differences(`${where}.${key}`, one[key], other[key], names));
  }
  if (left === 'a list') {
    const count =
      one.length === other.length
        ? []
        : [
            `${where} has ${one.length > other.length ? 'fewer in the second' : 'more in the second'} than in the first`,
          ];
    const both = one.slice(0, other.length);
    return [
      ...count,
      ...both.flatMap((value, at) => differences(`${where}[${at}]`, value, other[at], names)),
    ];
  }
  // Other builds of the place count too.
  if (left === 'a number' && where.endsWith('.total_count')) return [];
  if (left === 'a text') return textDifferences(where, one, other, names);
  return one === other ? [] : [`${where} is ${shown(one)} in the first, and ${shown(other)} in the second`];
}

function textDifferences(where, one, other, names) {
  const words = `${shown(one)} in the first, and ${shown(other)} in the second`;
  if (withoutNumbers(one) !== withoutNumbers(other)) return [`${where} is ${words}`];
  return names.agree(one, other)
    ? []
    : [`${where} is, in one of the two, something else than where it stood before: ${words}`];
}

/** A placeholder up to its number. */
const PLACEHOLDER = /<\w+ (\d+)(?=(?:, a number)?>)/g;

function withoutNumbers(text) {
  return text.replaceAll(PLACEHOLDER, (placeholder, number) => placeholder.slice(0, -number.length - 1));
}

/** Which placeholder of the one stands for which of the other: what is met first under both decides. */
class Names {
  #there = new Map();
  #back = new Map();

  /** @returns whether the placeholders of two texts, which are the same otherwise, stand for the same things; once for each pair */
  agree(one, other) {
    const [left, right] = [one, other].map((text) => text.match(PLACEHOLDER) ?? []);
    return left.every((name, at) => this.#pair(name, right[at]));
  }

  #pair(one, other) {
    if (this.#there.get(one)?.has(other)) return true;
    const isNew = !this.#there.has(one) && !this.#back.has(other);
    for (const [names, from, to] of [
      [this.#there, one, other],
      [this.#back, other, one],
    ]) {
      names.set(from, (names.get(from) ?? new Set()).add(to));
    }
    return isNew;
  }
}

function typeOf(value) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return { string: 'a text', number: 'a number', boolean: 'a truth value' }[typeof value];
}

function shown(value) {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
}
