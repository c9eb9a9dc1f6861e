// axe-core on every page, in every view, at phone or desk size: no violation of any rule, no text missing, no code in a
// Chinese page, and no scrolling sideways at 320 px.
// Rules: all that axe has, WCAG 2.0–2.2 A, AA and AAA, best practices, and those that are off by themselves. Left out is
// color-contrast-enhanced alone (AAA, 7:1): the product promises AA contrast, which color-contrast checks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, PHONE } from '../stage/browser.mjs';
import { VIEWS, listPages, windowOf } from '../stage/pages.mjs';
import { settled, sideways } from '../stage/screen.mjs';
import { ROOT } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { isKey } from '../stage/words.mjs';

const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const LEFT_OUT = ['color-contrast-enhanced'];

/** Runs in the page: every rule that axe has, including those that are off by default. */
async function look(leftOut) {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !leftOut.includes(ruleId) }]));
  const { violations, passes } = await axe.run(document, { rules, resultTypes: ['violations'] });
  const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message)[0];
  return {
    passes: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map(node => `${node.target.join(' ')} (${why(node)})`).join('; ')}`),
  };
}

/** Runs in the page: everything in it that could be the name of a text instead of the text. */
function names() {
  const told = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(one => [one.ariaLabel, one.title, one.placeholder]);
  return [document.body.textContent, ...told].join(' ').match(/[a-z-]+(?:[./][a-z-]+)+/g) ?? [];
}

/** Runs in the page: what is written like a code or an id. Fingerprints stand in elements of their own, which are left out. */
function codes() {
  const written = document.body.cloneNode(true);
  for (const one of written.querySelectorAll('.hash, code, script, style, [lang="en"]')) one.remove();
  return written.textContent.match(/\b[a-z]{3,}[-_@][a-z0-9-]{3,}|\b01[0-9A-HJKMNP-TV-Z]{24}/g) ?? [];
}

/** As tall as its page, so that nothing lies under the tab bar. */
async function fit(page, size) {
  await page.setViewportSize(size);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, Math.min(height + 80, 8000)) });
}

/** Also a desk's 1280 px at 400 %. */
const NARROW = { width: 320, height: 568 };

/**
 * Walks half of the pages once and asks each whether it scrolls sideways on a small screen. The dark colours
 * are the same page with other tokens, so they need no page of their own.
 */
async function walk(stage, { view, themes, kept: more }, half) {
  const found = [];
  const windows = new Map();
  let passes = 0;
  let looks = 0;
  const pages = (await listPages(stage.people)).filter((_, at) => at % 2 === half);
  for (const one of pages) {
    const { name, path } = one;
    const { kept, ...options } = VIEWS[view];
    const page = await windowOf(stage, windows, one, { kept: { ...kept, ...more }, size: DESK, bypassCSP: true, ...options });
    await page.goto(path);
    await settled(page);
    found.push(...(await page.evaluate(names)).filter(isKey).map(key => `${name}: ${key} stands there without its text`));
    if (view !== 'en') found.push(...(await page.evaluate(codes)).map(code => `${name}: ${code} is no Chinese`));
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
    await page.setViewportSize(NARROW);
    const wide = await page.evaluate(sideways);
    if (wide) found.push(`${name} is ${wide}`);
  }
  ok('axe had something to check', passes > looks * 10);
  stage.note = `${pages.length} pages, ${looks} looks, ${passes} rules passed`;
  equal('violations', found, []);
}

const CHINESE = { view: 'normal', themes: ['light', 'dark'] };
/** The largest letters, as people over 60 have them on their phones. */
const ELDER = { view: 'elder', themes: ['light'], kept: { size: '3' } };
const ENGLISH = { view: 'en', themes: ['light'] };

export const journeys = {
  chinese_one: stage => walk(stage, CHINESE, 0),
  chinese_two: stage => walk(stage, CHINESE, 1),
  elder_one: stage => walk(stage, ELDER, 0),
  elder_two: stage => walk(stage, ELDER, 1),
  english_one: stage => walk(stage, ENGLISH, 0),
  english_two: stage => walk(stage, ENGLISH, 1),
};
