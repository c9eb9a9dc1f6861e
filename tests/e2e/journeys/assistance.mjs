// Assistance at the counter, from the roster to the slip, and a household that contests an act.

import { DESK } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { arrives, button, pathOf, press, reads, readsText } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
/** Members of the committee who appear in no other journey, because a worker has only one assistance at a time. */
const [MEMBER, OTHER_MEMBER] = [phoneOf(201), phoneOf(203)];

/**
 * The worker finds the resident in the roster, signs the resident up and ends the assistance; the slip lists the acts.
 */
async function at_the_counter(stage) {
  const activity = await stage.people.publish({ title: '代办试着报名', starts_in_ms: 70 * 3_600_000 });
  const resident = await stage.people.person(phoneOf(180));
  const page = await stage.visit(`${HOME}/office/roster`, { as: PHONES.gridWorker, size: DESK, worker: false });
  await page.getByLabel(words('office.search-roster')).fill(phoneOf(180).slice(-4));
  await press(page, 'office.search');
  await readsText(page, resident.me.name);
  const label = words('shell.action-of', { action: words('office.assist-for'), title: resident.me.name });
  await page.getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('field.assistance/open-assistance.proof')).fill('赵小燕');
  await dialog.getByRole('button', { name: words('office.assist-open'), exact: true }).click();
  await readsText(dialog, words('refusal.assistance/witness-not-another'));
  await dialog.getByLabel(words('field.assistance/open-assistance.proof')).fill('王明');
  await dialog.getByRole('button', { name: words('office.assist-open'), exact: true }).click();
  await until('the assistance is open', () => pathOf(page).includes('/office/assist/'));
  const sign_up = words('shell.action-of', { action: words('office.assist-sign-up'), title: activity.title });
  await page.getByRole('button', { name: sign_up, exact: true }).click();
  await reads(page, 'office.assist-signed-up');
  await readsText(page.locator('.slip'), activity.title);
  await press(page, 'office.assist-end');
  await reads(page, 'office.assist-ended');
  await until('nothing can be done any more', async () => (await button(page, 'office.assist-end').count()) === 0);
  const { mine } = await resident.get(`/activities/${activity.id}`);
  equal('the place is the resident’s', mine.place, 'confirmed');
}

/** On paper only the slip is printed, on A5. */
async function the_slip_on_paper(stage) {
  const worker = await stage.people.person(MEMBER);
  const resident = await stage.people.person(phoneOf(181));
  const { assistance } = await worker.post('/assistances', { member: resident.me.member, consent: 'slip', proof: '条17' });
  await worker.post(`/assistances/${assistance}/end`);
  const page = await stage.visit(`${HOME}/office/assist/${assistance}`, { as: MEMBER, size: DESK, worker: false });
  await reads(page, 'assistance.slip-title');
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => ({
    size: getComputedStyle(document.querySelector('.slip')).fontSize,
    buttons: [...document.querySelectorAll('button')].filter(one => one.getClientRects().length > 0).length,
    others: [...document.querySelectorAll('.thin-line, .work-head, .side-nav, .card:not(.slip)')].filter(one => one.getClientRects().length > 0).length,
    sheet: getComputedStyle(document.body).page,
  }));
  ok(`large print: ${seen.size}`, Number.parseFloat(seen.size) >= 18);
  equal('buttons on paper', seen.buttons, 0);
  equal('what else is on paper', seen.others, 0);
  equal('one size of paper for all of it', seen.sheet, 'slip');
}

/** The household sees the act under its own records and contests it; the supervision committee answers. */
async function not_wanted_so(stage) {
  const activity = await stage.people.publish({ title: '不是我要的报名', starts_in_ms: 74 * 3_600_000 });
  const worker = await stage.people.person(OTHER_MEMBER);
  const resident = await stage.people.person(phoneOf(182));
  const { assistance } = await worker.post('/assistances', { member: resident.me.member, consent: 'signed', proof: '纸99' });
  await worker.postFor(assistance, `/activities/${activity.id}/sign-ups`);
  await worker.post(`/assistances/${assistance}/end`);
  const page = await stage.visit(`${HOME}/me`, { as: resident.phone, worker: false });
  await page.getByRole('link', { name: words('assistance.title') }).click();
  await arrives(page, `${HOME}/me/assistance`);
  await readsText(page, activity.title);
  await page.getByRole('button', { name: new RegExp(activity.title) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words('assistance.contest-send'), exact: true }).click();
  await readsText(dialog, words('assistance.reason-wrong'));
  await dialog.getByLabel(words('assistance.reason')).fill('我没有委托报名');
  await dialog.getByRole('button', { name: words('assistance.contest-send'), exact: true }).click();
  await reads(page, 'assistance.contest-sent');
  await reads(page, 'assistance.contested');

  const review = await stage.visit(`${HOME}/office/assistance`, { as: PHONES.supervisor, size: DESK, worker: false });
  const label = words('shell.action-of', { action: words('office.assist-answer'), title: resident.me.name });
  await review.getByRole('button', { name: label, exact: true }).click();
  await review.getByRole('dialog').getByLabel(words('field.reason')).fill('核对了纸面签字，不是本人');
  await review.getByRole('dialog').getByRole('button', { name: words('office.assist-answer'), exact: true }).click();
  await reads(review, 'office.assist-answered');
  await page.reload();
  await readsText(page, words('assistance.outcome.upheld'));
}

export const journeys = { at_the_counter, the_slip_on_paper, not_wanted_so };
