// A meeting is moved after its announcement: half an hour later and elsewhere, never earlier. Everybody on the roll has
// a notice that leads to the new time and place.

import { readFile } from 'node:fs/promises';

import { DAY, local } from '../stage/assemblies.mjs';
import { DESK } from '../stage/browser.mjs';
import { PHONES } from '../stage/people.mjs';
import { arrives, button, pathOf, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { pattern, words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
/** On the roll by a seat in the branch's committee. */
const MEMBER = '13800000106';
const TITLE = '楼道杂物清理商量会';
const [PLACE, NEW_PLACE] = ['党群服务中心会议室', '居民活动室'];
const REASON = '会议室当天停电';
const HALF_HOUR_MS = 30 * 60_000;

const clock = at => local(at).slice(11);

/** Announces a talk of the branch's committee on its page; returns its id. */
async function announceTalk(desk, { chair, teller }, starts_at) {
  const field = name => desk.locator(`#field-${name}`);
  await settled(desk);
  await field('form').selectOption('talk');
  await field('electorate').selectOption('branch-committee');
  await field('title').fill(TITLE);
  await field('place').fill(PLACE);
  await field('starts_at').fill(local(starts_at));
  await field('agenda').fill('商量怎么清理 30');
  await field('chair').selectOption(chair.me.member);
  await field('teller').selectOption(teller.me.member);
  await press(desk, 'office.announce');
  await until('the meeting has a page', () => /\/office\/meetings\/[0-9A-Z]{26}$/.test(pathOf(desk)));
  return pathOf(desk).split('/').at(-1);
}

/** What the browser asks when the page is about to be left; the page stays. */
async function leaving(page) {
  const asked = new Promise(resolve => {
    page.once('dialog', async dialog => {
      await dialog.dismiss();
      resolve(dialog.type());
    });
  });
  await page.evaluate(() => setTimeout(() => location.reload(), 0));
  return asked;
}

/** She says whether she comes, and changes it; the page shows numbers. */
async function answers(phone, { roll_count }) {
  const pressed = key => button(phone, key).getAttribute('aria-pressed');
  await press(phone, 'meetings.coming');
  await reads(phone, 'meetings.answers', { coming: 1, away: 0, silent: roll_count - 1 });
  await untilEqual('her answer is marked', () => pressed('meetings.coming'), 'true');
  await press(phone, 'meetings.not-coming');
  await reads(phone, 'meetings.answers', { coming: 0, away: 1, silent: roll_count - 1 });
  await untilEqual('the new one is', () => pressed('meetings.coming'), 'false');
  await press(phone, 'meetings.undecided');
  await reads(phone, 'meetings.answers', { coming: 0, away: 0, silent: roll_count });
}

/** The meeting goes to the phone's calendar, to a map that only a tap opens, and to neighbours. */
async function passedOn(phone, meeting) {
  const [file] = await Promise.all([phone.waitForEvent('download'), press(phone, 'shell.to-calendar')]);
  const calendar = await readFile(await file.path(), 'utf8');
  ok(`it is a calendar file: ${calendar}`, calendar.startsWith('BEGIN:VCALENDAR\r\n') && calendar.includes(`SUMMARY:${TITLE}`));
  const sheet = phone.getByRole('dialog').filter({ visible: true });
  await press(phone, 'shell.find-way');
  await readsText(sheet, NEW_PLACE);
  ok('the map is a link', (await sheet.getByRole('link', { name: words('sharing.map') }).getAttribute('href')).startsWith('https://'));
  await sheet.getByRole('button', { name: words('form.back'), exact: true }).click();
  await press(phone, 'shell.share');
  await readsText(sheet, `${HOME}/meetings/${meeting}`);
  await sheet.locator('.qr path[d]').waitFor();
  await sheet.getByRole('button', { name: words('form.back'), exact: true }).click();
}

async function moved_later(stage) {
  const { people } = stage;
  const [chair, teller] = [await people.person(PHONES.committee), await people.person(PHONES.deputy)];
  const starts_at = people.now() + 2 * DAY * 60_000;
  const later = starts_at + HALF_HOUR_MS;
  const desk = await stage.visit(`${HOME}/office/meetings/new`, { as: PHONES.committee, size: DESK, worker: false });
  const meeting = await announceTalk(desk, { chair, teller }, starts_at);
  const before = await chair.get(`/meetings/${meeting}`);

  await press(desk, 'office.revise-meeting');
  const dialog = desk.getByRole('dialog').filter({ visible: true });
  const field = name => dialog.locator(`#field-${name}`);
  const send = () => dialog.getByRole('button', { name: words('office.revise-meeting'), exact: true }).click();
  const refused = name => dialog.locator(`#field-${name}[aria-invalid="true"]`).waitFor();
  await untilEqual('the place is known', () => field('place').inputValue(), PLACE);
  await untilEqual('the time is known', () => field('starts_at').inputValue(), local(starts_at));
  await send();
  await refused('reason');
  await field('reason').fill(REASON);
  equal('the reader is asked before the page is left', await leaving(desk), 'beforeunload');
  await desk.keyboard.press('Escape');
  await press(desk, 'office.revise-meeting');
  await reads(dialog, 'form.kept');
  await untilEqual('what was typed is kept', () => field('reason').inputValue(), REASON);
  await send();
  await reads(dialog, 'refusal.meetings/nothing-revised');
  await refused('place');
  await field('place').fill(NEW_PLACE);
  await field('starts_at').fill(local(starts_at - HALF_HOUR_MS));
  await send();
  await reads(dialog, 'refusal.meetings/only-later');
  await refused('starts_at');
  await field('starts_at').fill(local(later));
  await send();
  await reads(desk, 'office.meeting-revised', { told: before.roll_count });
  await dialog.waitFor({ state: 'hidden' });
  await readsText(desk, NEW_PLACE);
  await readsText(desk, clock(later));

  const after = await chair.get(`/meetings/${meeting}`);
  equal('the officers stay', [after.chair_name, after.teller_name], [before.chair_name, before.teller_name]);
  const phone = await stage.visit(`${HOME}/notices`, { as: MEMBER, worker: false });
  const notice = phone.getByRole('link', { name: pattern('notice.meeting-moved') }).filter({ hasText: TITLE });
  const told = await notice.innerText();
  for (const part of [NEW_PLACE, clock(later), REASON]) ok(`the notice says ${part}: ${told}`, told.includes(part));
  await notice.click();
  await arrives(phone, `${HOME}/meetings/${meeting}`);
  // The notice has the same words, so the meeting's own heading comes first.
  await phone.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await readsText(phone, NEW_PLACE);
  await readsText(phone, clock(later));
  equal('the old place is gone', await phone.getByText(PLACE).count(), 0);
  await answers(phone, after);
  await passedOn(phone, meeting);
}

export const journeys = { moved_later };
