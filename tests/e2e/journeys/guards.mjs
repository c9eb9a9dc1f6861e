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

/** What nobody can meet before a meeting is called: the residents' page does not tell it as missing. */
const LATER = [
  'convened', 'notice', 'roll', 'held', 'quorum', 'proxies', 'representatives-share', 'women-share', 'supervisor-informed', 'draft-delivered',
  'ballot', 'majority', 'minutes', 'evidence',
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

/** Opens the folds of the residents' page: what is for later, and a source for every condition. */
async function folded(page, later, language) {
  const folds = page.locator('details.fold');
  for (const summary of await folds.locator('summary').all()) await summary.click();
  const waiting = page.locator('li .sign.plain + div');
  equal('what is for later', await waiting.count(), later.length);
  const names = await waiting.allInnerTexts();
  for (const id of later) {
    const word = words(`decisions.guard.${id}`, {}, language);
    ok(`${id} is for later`, names.some(name => name.includes(word)));
  }
  const basis = folds.filter({ hasText: words('decisions.basis', {}, language) }).locator('li');
  equal('a source for each', await basis.count(), guardIds().length);
  for (const text of await basis.allInnerTexts()) ok(`a source: ${text}`, text.trim().split('\n').length >= 2);
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
    // The residents' page folds what is for later; the office lists it behind what can be supplied now.
    const later = path === 'cases' ? LATER : [];
    const due = guardIds().filter(id => !later.includes(id));
    const rows = page.locator(path === 'cases' ? 'li .sign.amber + div' : 'li .sign.amber + div, li .sign.plain + div');
    equal('a row for each', await rows.count(), due.length);
    const texts = await rows.allInnerTexts();
    if (path === 'cases') await folded(page, later, language);
    for (const guard of due) {
      const lack = words(`decisions.lack.${guard}`, {}, language);
      const name = words(`decisions.guard.${guard}`, {}, language);
      const found = texts.find(text => text.includes(lack) || (as && text.split('\n')[0] === name));
      ok(`${guard} is told`, found !== undefined);
      // Residents read the source in the fold.
      ok(`${guard} says more than its name: ${found}`, found.split('\n').length >= (path === 'cases' ? 2 : 3));
    }
  }
}

export const journeys = { each_says_what_is_missing };
