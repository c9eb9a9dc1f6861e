// axe-core on every page, in every view, at phone and desk size: no violation of any rule, and no text missing.
// Rules: all rules of axe, WCAG 2.0–2.2 A, AA and AAA, best practices, and those that are off by default. Only
// color-contrast-enhanced (AAA, 7:1) is left out: the product promises AA contrast, which color-contrast checks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, PHONE } from '../stage/browser.mjs';
import { VIEWS, listPages, windowOf } from '../stage/pages.mjs';
import { settled } from '../stage/screen.mjs';
import { ROOT } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { isKey } from '../stage/words.mjs';

const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const LEFT_OUT = ['color-contrast-enhanced'];

/** Runs in the page: every rule of axe, including those that are off by default. */
async function look(leftOut) {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !leftOut.includes(ruleId) }]));
  const { violations, passes } = await axe.run(document, { rules, resultTypes: ['violations'] });
  const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message)[0];
  return {
    passes: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map(node => `${node.target.join(' ')} (${why(node)})`).join('; ')}`),
  };
}

/** Runs in the page: everything that could be the key of a text instead of the text. */
function names() {
  const told = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(one => [one.ariaLabel, one.title, one.placeholder]);
  return [document.body.textContent, ...told].join(' ').match(/[a-z-]+(?:[./][a-z-]+)+/g) ?? [];
}

/** As tall as its page, so that nothing is hidden under the tab bar. */
async function fit(page, size) {
  await page.setViewportSize(size);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, Math.min(height + 80, 8000)) });
}

/** Walks the pages once; the dark colours are the same page with other tokens, so they need no separate page. */
async function walk(stage, view, themes, part) {
  const found = [];
  const windows = new Map();
  let passes = 0;
  let looks = 0;
  const pages = (await listPages(stage.people)).filter((_, at) => part === undefined || at % 2 === part);
  for (const one of pages) {
    const { name, path } = one;
    const { kept, ...options } = VIEWS[view];
    const page = await windowOf(stage, windows, one, { kept, size: DESK, bypassCSP: true, ...options });
    await page.goto(path);
    await settled(page);
    found.push(...(await page.evaluate(names)).filter(isKey).map(key => `${name}: ${key} stands there without its text`));
    await page.evaluate(AXE);
    for (const theme of themes) {
      await page.evaluate(chosen => document.documentElement.setAttribute('data-theme', chosen), theme);
      for (const size of [PHONE, DESK]) {
        await fit(page, size);
        const result = await page.evaluate(look, LEFT_OUT);
        looks += 1;
        passes += result.passes;
        found.push(...result.violations.map(violation => `${name}, ${theme}, ${size.width} px: ${violation}`));
      }
    }
  }
  ok('axe had something to check', passes > looks * 10);
  stage.note = `${pages.length} pages, ${looks} looks, ${passes} rules passed`;
  equal('violations', found, []);
}

export const journeys = {
  chinese_one: stage => walk(stage, 'normal', ['light', 'dark'], 0),
  chinese_two: stage => walk(stage, 'normal', ['light', 'dark'], 1),
  elder: stage => walk(stage, 'elder', ['light']),
  english: stage => walk(stage, 'en', ['light']),
};
