// Two decisions at one meeting: called for one, the other is ticked; each finds the meeting, and a question belongs to
// one of them.

import { DAY, local } from '../stage/assemblies.mjs';
import { DESK } from '../stage/browser.mjs';
import { elsewhere } from '../stage/elsewhere.mjs';
import { PHONES } from '../stage/people.mjs';
import { follow, pathOf, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const OFFICE = `/c/${COMMUNITY}/office`;
const WAY = { opening: 'apart', party: 'members', township: 'none', decider: 'representatives', revokes: [] };

/** Decisions about two matters whose discussion has ended. */
async function openTwo(chair) {
  const { tasks } = await chair.get('/matter-tasks');
  const discussed = tasks.filter(task => task.stage === 'discussed').slice(0, 2);
  equal('two matters wait for a decision', discussed.length, 2);
  const cases = [];
  for (const { matter, title } of discussed) cases.push({ title, id: (await chair.post('/cases', { matter, ...WAY })).case });
  return cases;
}

async function meet(stage) {
  const { people } = stage;
  const [chair, teller] = [await people.person(PHONES.committee), await people.person(PHONES.deputy)];
  const [first, second] = await openTwo(chair);
  const page = await stage.visit(`${OFFICE}/cases/${first.id}`, { as: PHONES.committee, size: DESK, worker: false });
  const dialog = () => page.getByRole('dialog').filter({ visible: true });
  const send = key => dialog().getByRole('button', { name: words(key), exact: true }).click();
  await follow(page, 'office.announce');
  await settled(page);
  await reads(page, 'office.decided-too');
  await page.getByLabel(second.title, { exact: true }).check();
  const field = name => page.locator(`#field-${name}`);
  await field('place').fill('党群服务中心会议室');
  await field('starts_at').fill(local(people.now() + (2 * DAY + 10) * 60_000));
  await field('agenda').fill('通报情况 10');
  await field('chair').selectOption(chair.me.member);
  await field('teller').selectOption(teller.me.member);
  // Both decisions are linked and put to the vote by hand.
  await field('ballot').selectOption('');
  await press(page, 'office.announce');
  await until('the meeting has a page', () => /\/office\/meetings\/[0-9A-Z]{26}$/.test(pathOf(page)));
  const meeting = pathOf(page).split('/').at(-1);

  // Each decision is offered with its question; a free question says that it decides nothing.
  await press(page, 'office.draft-ballot');
  await dialog().locator('#field-about').waitFor();
  const about = await dialog().locator('#field-about option').allInnerTexts();
  equal('what may be voted on', about, [first.title, second.title, words('office.ballot-free')]);
  await dialog().locator('#field-about').selectOption('free');
  await reads(page, 'office.ballot-free-hint');
  const items = await dialog().locator('#field-item option').allInnerTexts();
  equal('what a question may be about', items, [words('office.no-item'), '通报情况', first.title, second.title]);
  await dialog().locator('#field-question').fill('是否先议第二项');
  await dialog().locator('#field-method').selectOption('hands');
  await send('office.draft-ballot');
  await reads(page, 'office.ballot-drafted');
  await reads(page, 'ballot.decides-nothing');
  await press(page, 'office.draft-ballot');
  await dialog().locator('#field-about').selectOption(second.id);
  await readsText(page, `是否同意提出“${second.title}”`);
  await dialog().locator('#field-method').selectOption('hands');
  await send('office.draft-ballot');
  await reads(page, 'ballot.decides');
  await press(page, 'office.draft-ballot');
  await dialog().locator('#field-about').selectOption(second.id);
  await dialog().locator('#field-method').selectOption('hands');
  await send('office.draft-ballot');
  await reads(page, 'refusal.ballots/case-asked');
  await page.keyboard.press('Escape');

  // Each decision finds the meeting, including the one for which it was not called.
  for (const { id } of [second, first]) {
    await page.goto(`${OFFICE}/cases/${id}`);
    await settled(page);
    await press(page, 'office.link-meeting');
    await send('office.link-meeting');
    await reads(page, 'office.linked');
  }
  const phone = await stage.visit(`/c/${COMMUNITY}/meetings/${meeting}`, { worker: false });
  for (const { title } of [first, second]) await readsText(phone, title);
  for (const { id } of [first, second]) {
    const { steps } = await chair.get(`/cases/${id}`);
    ok('it takes a step of each', steps.some(step => step.meeting === meeting));
  }
}

const at_one_meeting = stage => elsewhere(stage, meet);

export const journeys = { at_one_meeting };
