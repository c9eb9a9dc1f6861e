// A community sets its own rules, records what its assembly left to the representatives, and imports its own catalogue.
// On a server of its own, because the settings apply to everybody afterwards.

import { readFileSync } from 'node:fs';
import { DESK } from '../stage/browser.mjs';
import { dayOf } from '../stage/assemblies.mjs';
import { elsewhere } from '../stage/elsewhere.mjs';
import { PHONES } from '../stage/people.mjs';
import { press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { pattern, words } from '../stage/words.mjs';

const OFFICE = `/c/${COMMUNITY}/office`;
const BASIS = '2026年11月20日居民会议（示范数据）';
const dialogOf = page => page.getByRole('dialog').filter({ visible: true });
const send = (page, key) => dialogOf(page).getByRole('button', { name: words(key), exact: true }).click();

/** The rules by name, as the API has them. */
async function rulesOf(stage) {
  const committee = await stage.people.person(PHONES.committee);
  return committee.get('/rules');
}

async function rules(stage) {
  const page = await stage.visit(`${OFFICE}/rules`, { as: PHONES.committee, size: DESK, worker: false });
  await settled(page);
  await page.locator('details').evaluateAll(all => all.forEach(one => { one.open = true; }));
  const before = await rulesOf(stage);
  // The first rule with a number that can be made stricter.
  const change = page.locator('button').filter({ hasText: words('rules.set') }).filter({ visible: true });
  ok('there are rules that may be stricter', (await change.count()) > 0);
  await change.first().click();
  await readsText(page, pattern('rules.set-title'));
  const value = dialogOf(page).locator('#field-value');
  if ((await value.evaluate(field => field.tagName)) === 'SELECT') await value.selectOption({ index: 0 });
  else await value.fill(String(Number(await value.getAttribute('min')) + 1));
  // Without a basis no rule is set.
  await send(page, 'rules.set');
  ok('still open', await dialogOf(page).isVisible());
  await dialogOf(page).locator('#field-basis').fill(BASIS);
  await send(page, 'rules.set');
  await reads(page, 'rules.set-done');
  const after = await rulesOf(stage);
  equal('one more rule of their own', after.settings.length, before.settings.length + 1);
  ok('under a version of its own', after.rules.version !== before.rules.version);

  await press(page, 'rules.authorise');
  const dialog = dialogOf(page);
  await dialog.locator('input[type=checkbox]').first().check();
  await dialog.locator('#field-until').fill(dayOf(Date.now() + 365 * 86_400_000));
  await dialog.locator('#field-basis').fill(BASIS);
  await send(page, 'rules.authorise');
  await reads(page, 'rules.authorised', { count: 1 });
  equal('it is recorded', (await rulesOf(stage)).authorisations.length, before.authorisations.length + 1);
}

async function catalogue(stage) {
  const page = await stage.visit(`${OFFICE}/catalogue`, { as: PHONES.committee, size: DESK, worker: false });
  await settled(page);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'catalogue.take-out')]);
  const text = readFileSync(await download.path(), 'utf8');
  const lines = text.trimEnd().split(/\r?\n/);
  ok('a heading and items', lines.length > 10);
  const choose = (name, content) => page.locator('#catalogue-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  // A line whose code exists already.
  await choose('目录.csv', [...lines, lines.at(-1)].join('\n'));
  await readsText(page, pattern('catalogue.fault.code-twice'));
  await reads(page, 'catalogue.faults', { count: 1 });
  equal('nothing to send', await page.getByRole('button', { name: words('catalogue.replace'), exact: true }).count(), 0);
  // The same with a new code.
  const cells = lines.at(-1).split(',');
  const own = [...lines, ['bicycle-sheds', '自行车棚的位置', ...cells.slice(2)].join(',')];
  await choose('目录.csv', own.join('\n'));
  await reads(page, 'catalogue.read', { count: own.length - 1 });
  await press(page, 'catalogue.replace');
  await send(page, 'catalogue.replace');
  await reads(page, 'catalogue.replaced');
  const phone = await stage.visit(`/c/${COMMUNITY}/matters/new`, { as: PHONES.resident, worker: false });
  await settled(phone);
  const offered = await phone.locator('#field-item option').allInnerTexts();
  ok('residents choose from it', offered.includes('自行车棚的位置'));
}

const a_community_of_its_own = stage => elsewhere(stage, async () => {
  await rules(stage);
  await catalogue(stage);
});

export const journeys = { a_community_of_its_own };
