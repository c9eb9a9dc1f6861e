// The colours of style/tokens.css: text has a contrast of 4.5:1 on every background that it may have, edges of controls
// 3:1, in light and in dark; axe checks only the pairs that occur on a page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';

const SETS = {
  light: /:root \{([^}]*)\}/,
  system: /:root:not\(\[data-theme="light"\]\) \{([^}]*)\}/,
  dark: /:root\[data-theme="dark"\] \{([^}]*)\}/,
};
const GROUNDS = ['paper', 'ground', 'sunk'];
const TEXT = 4.5;
const EDGE = 3;
const PAIRS = [
  ...['ink', 'faint', 'accent', 'amber', 'red', 'green'].flatMap(text => GROUNDS.map(ground => [text, ground, TEXT])),
  ...['green', 'blue', 'amber', 'red'].map(colour => [colour, `${colour}-wash`, TEXT]),
  ...['red', 'green', 'amber'].map(colour => ['ink', `${colour}-wash`, TEXT]),
  ['accent-ink', 'accent', TEXT], ['accent-ink', 'accent-press', TEXT], ['paper', 'red', TEXT], ['paper', 'ink', TEXT],
  ['edge', 'paper', EDGE], ['accent', 'line', EDGE], ['accent', 'ground', EDGE],
];

function luminance(hex) {
  const full = hex.length === 4 ? [...hex.slice(1)].map(digit => digit + digit).join('') : hex.slice(1);
  const [red, green, blue] = [0, 2, 4]
    .map(at => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

async function contrast() {
  const css = readFileSync(join(ROOT, 'style/tokens.css'), 'utf8');
  const sets = Object.fromEntries(Object.entries(SETS).map(([name, rule]) => {
    const block = ok(`the token set ${name}`, css.match(rule))[1];
    return [name, Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, token, colour]) => [token, colour]))];
  }));
  equal('the dark set of the system and the chosen one', sets.system, sets.dark);
  const low = [];
  for (const name of ['light', 'dark']) {
    for (const [text, ground, least] of PAIRS) {
      const found = ratio(ok(`--${text} in ${name}`, sets[name][text]), ok(`--${ground} in ${name}`, sets[name][ground]));
      if (found < least) low.push(`${name}: --${text} on --${ground} ${found.toFixed(2)} < ${least}`);
    }
  }
  equal('pairs below their ratio', low, []);
}

export const journeys = { contrast };
