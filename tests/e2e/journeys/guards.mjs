// Every condition of a step as people read it while it is missing: what, how much, who can help, and by which article.
// The tests of the rules show that each condition refuses; here the API's answer is replaced by one with all of them
// missing, because no single case lacks everything.

import { seededCase } from '../stage/deliberation.mjs';
import { DESK, PHONE } from '../stage/browser.mjs';
import { guardIds } from '../stage/guards.mjs';
import { PHONES } from '../stage/people.mjs';
import { settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const WAYS = [
  { path: 'cases', size: PHONE, kept: {}, language: 'zh-CN' },
  { path: 'cases', size: PHONE, kept: { view: 'elder' }, language: 'zh-CN' },
  { path: 'cases', size: PHONE, kept: { lang: 'en' }, language: 'en', locale: 'en-GB' },
  { path: 'office/cases', size: DESK, kept: {}, language: 'zh-CN', as: PHONES.committee },
];

/** The answer with everything missing, each with the article of the original condition, if there was one. */
function lacking(answer) {
  const [known] = answer.guards;
  const guards = guardIds().map(id => {
    const guard = answer.guards.find(guard => guard.id === id) ?? { ...known, id };
    return { ...guard, state: 'missing', measure: { ...guard.measure, have: 0, need: Math.max(guard.measure.need, 1) } };
  });
  return { ...answer, guards, row: { ...answer.row, missing: guards.length, next: guards[0] } };
}

async function each_says_what_is_missing(stage) {
  const { id } = await seededCase(stage.people);
  for (const { path, size, kept, language, as, locale = 'zh-CN' } of WAYS) {
    const page = await stage.page(await stage.device({ as, size, kept, locale, worker: false }));
    await page.route(`**/api/communities/${COMMUNITY}/cases/${id}`, async route => {
      const reply = await route.fetch();
      await route.fulfill({ response: reply, json: lacking(await reply.json()) });
    });
    await page.goto(`/c/${COMMUNITY}/${path}/${id}`);
    await settled(page);
    const rows = page.locator('li .sign.amber + div');
    equal('a row for each', await rows.count(), guardIds().length);
    const texts = await rows.allInnerTexts();
    for (const guard of guardIds()) {
      const lack = words(`decisions.lack.${guard}`, {}, language);
      const found = texts.find(text => text.includes(lack));
      ok(`${guard} is told`, found !== undefined);
      ok(`${guard} says more than its name: ${found}`, found.split('\n').length >= 3);
    }
  }
}

export const journeys = { each_says_what_is_missing };
