// axe-core on every page, in every view, at phone and desk size: no violation of any rule.
// Rules: all of WCAG 2.0–2.2 A and AA, the best practices and the AAA rules. The one rule left out is
// color-contrast-enhanced (AAA, 7:1), because the product promises AA contrast, which color-contrast checks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, PHONE } from '../stage/browser.mjs';
import { VIEWS, listPages } from '../stage/pages.mjs';
import { settled } from '../stage/screen.mjs';
import { ROOT } from '../stage/server.mjs';
import { equal } from '../stage/until.mjs';

const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const LEFT_OUT = ['color-contrast-enhanced'];

/** Runs in the page: every rule that axe has, those that are off by themselves too. */
async function look(leftOut) {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !leftOut.includes(ruleId) }]));
  const { violations, passes } = await axe.run(document, { rules, resultTypes: ['violations'], elementRef: false });
  return {
    checked: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map(node => `${node.target.join(' ')} [${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}]`).join('; ')}`),
  };
}

/** As tall as its page, so that nothing lies under the tab bar. */
async function wholeHeight(page, size) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, Math.min(height + 80, 8000)) });
}

async function walk(stage, view, size) {
  const found = [];
  const devices = new Map();
  let checked = 0;
  for (const { name, path, as } of await listPages(stage.people)) {
    const { kept, ...options } = VIEWS[view];
    if (!devices.has(as)) devices.set(as, await stage.page(await stage.device({ as, kept, size, worker: false, bypassCSP: true, ...options })));
    const page = devices.get(as);
    await page.setViewportSize(size);
    await page.goto(path);
    await settled(page);
    await wholeHeight(page, size);
    await page.evaluate(AXE);
    const result = await page.evaluate(look, LEFT_OUT);
    checked += result.checked;
    found.push(...result.violations.map(violation => `${name}: ${violation}`));
  }
  stage.note = `${checked} checks`;
  equal(`violations in ${view} at ${size.width}×${size.height}`, found, []);
}

export const journeys = Object.fromEntries(
  Object.keys(VIEWS).flatMap(view => [
    [`${view}_phone`, stage => walk(stage, view, PHONE)],
    [`${view}_desk`, stage => walk(stage, view, DESK)],
  ]),
);
