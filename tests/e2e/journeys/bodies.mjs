// A seat changes hands: it ends with its cause and a hand-over, the vacancy is shown, a by-election fills the rest, and
// the successor reads the hand-over. And the roll of a day: shown, recorded, and verified as unchanged by the
// supervisors.

import { DESK } from '../stage/browser.mjs';
import { PHONES } from '../stage/people.mjs';
import { button, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const OFFICE = `/c/${COMMUNITY}/office`;
const COUNCIL = '三苏社区道德评议会';
const LEFT = '评议记录在三号柜';

const begins = key => new RegExp(`^${words(key)}`);
const field = (dialog, key) => dialog.getByLabel(words(key), { exact: true });

async function hand_over(stage) {
  const page = await stage.visit(`${OFFICE}/bodies`, { as: PHONES.committee, size: DESK, worker: false });
  const card = page.locator('section.card').filter({ has: page.getByRole('heading', { name: COUNCIL }) });
  await card.getByRole('button', { name: begins('office.end-seat') }).last().click();
  let dialog = page.getByRole('dialog');
  await field(dialog, 'field.reason').fill('无');
  await dialog.getByRole('button', { name: words('office.end-seat'), exact: true }).click();
  await dialog.getByRole('alert').filter({ visible: true }).first().waitFor();
  await field(dialog, 'field.reason').fill('本人书面提出辞职');
  await field(dialog, 'field.members/end-seat.handover').fill(LEFT);
  await dialog.getByRole('button', { name: words('office.end-seat'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });

  await card.getByRole('button', { name: begins('bodies.by-election') }).click();
  dialog = page.getByRole('dialog');
  equal('the way is known', await field(dialog, 'field.members/fill-seat.how').inputValue(), 'by-elected');
  await field(dialog, 'office.search-roster').fill(PHONES.helper.slice(-4));
  await dialog.getByRole('button', { name: words('office.search'), exact: true }).click();
  await dialog.locator('#field-member option').first().waitFor({ state: 'attached' });
  await field(dialog, 'field.members/fill-seat.basis').fill('2026年11月评议会补选');
  await dialog.getByRole('button', { name: words('bodies.fill'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await card.getByText('2026年11月评议会补选').waitFor();
  ok('what was left stands beside the successor', await card.getByText(LEFT).isVisible());
  equal('nothing is vacant', await card.getByRole('button', { name: begins('bodies.by-election') }).count(), 0);
}

async function roll_of_a_day(stage) {
  const page = await stage.visit(`${OFFICE}/rolls`, { as: PHONES.committee, size: DESK, worker: false });
  await settled(page);
  const households = async shown => {
    await shown.getByLabel(words('bodies.of'), { exact: true }).selectOption('households');
    await press(shown, 'bodies.show');
    await readsText(shown, /1[,，\s]?200/);
  };
  await households(page);
  await press(page, 'bodies.keep');
  await reads(page, 'bodies.kept-same');
  const supervisor = await stage.visit(`${OFFICE}/rolls`, { as: PHONES.supervisor, size: DESK, worker: false });
  await settled(supervisor);
  await households(supervisor);
  await reads(supervisor, 'bodies.kept-same');
  equal('who supervises keeps nothing', await button(supervisor, 'bodies.keep').count(), 0);
}

export const journeys = { hand_over, roll_of_a_day };
