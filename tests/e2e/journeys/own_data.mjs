// Personal data: a copy to take home, a correction, a withdrawn consent, a look that the owner sees, closing the
// account.

import { readFileSync } from 'node:fs';
import { DESK } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { arrives, choose, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;

/** The file contains what is known about the person, with the person's full phone number. */
async function a_copy_to_take_home(stage) {
  const phone = phoneOf(183);
  const page = await stage.visit(`${HOME}/me`, { as: phone, worker: false });
  await page.getByRole('link', { name: words('privacy.title') }).click();
  await arrives(page, `${HOME}/me/data`);
  await press(page, 'privacy.copy');
  await reads(page, 'privacy.save');
  await readsText(page, phone);
  const downloading = page.waitForEvent('download');
  await press(page, 'privacy.save');
  const copy = JSON.parse(readFileSync(await (await downloading).path(), 'utf8'));
  equal('the phone in the file', copy.profile[0].phone, phone);
  ok('the journal is among it', copy.journal.length > 0);
}

/** Asked for at home, decided in the office, reported at home. */
async function a_correction(stage) {
  const person = await stage.people.person(phoneOf(184));
  const page = await stage.visit(`${HOME}/me/data`, { as: person.phone, worker: false });
  await page.getByLabel(words('privacy.correct-what')).selectOption('born-day');
  await page.getByLabel(words('privacy.wanted')).fill('1953-02-30');
  await press(page, 'privacy.ask');
  await reads(page, 'refusal.privacy/not-readable');
  await page.getByLabel(words('privacy.wanted')).fill('1953年7月4日');
  await press(page, 'privacy.ask');
  await reads(page, 'privacy.asked');
  const office = await stage.visit(`${HOME}/office/corrections`, { as: PHONES.committee, size: DESK, worker: false });
  const label = words('shell.action-of', { action: words('office.correct-decide'), title: person.me.name });
  await office.getByRole('button', { name: label, exact: true }).first().click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel(words('field.reason')).fill('核对了身份证');
  await dialog.getByRole('button', { name: words('office.correct-decide'), exact: true }).click();
  await reads(office, 'office.correct-done');
  await page.reload();
  await readsText(page, '1953-07-04');
  equal('it is corrected', (await person.get(`/members/${person.me.member}/data`)).born_day, '1953-07-04');
}

/** A worker sees a number with a reason, and its owner sees the worker. */
async function a_look_is_seen(stage) {
  const person = await stage.people.person(phoneOf(185));
  const office = await stage.visit(`${HOME}/office/roster`, { as: PHONES.gridWorker, size: DESK, worker: false });
  await office.getByLabel(words('office.search-roster')).fill(person.phone.slice(-4));
  await press(office, 'office.search');
  await choose(office, person.me.name, 'office.reveal');
  await office.getByRole('dialog').getByLabel(words('field.reason')).fill('快递放错了门');
  await office.getByRole('dialog').getByRole('button', { name: words('office.reveal-sure'), exact: true }).click();
  await readsText(office, new RegExp(person.phone));
  const page = await stage.visit(`${HOME}/me/data`, { as: person.phone, worker: false });
  await readsText(page, /快递放错了门/);
  const withdraw = page.getByRole('button', { name: words('privacy.withdraw'), exact: true });
  await withdraw.click();
  await readsText(page, new RegExp(words('privacy.withdrawn-at', { time: '.+' })));
}

/** Closing signs out at once; it can be withdrawn before its time. */
async function closing_the_account(stage) {
  const page = await stage.visit(`${HOME}/me/closing`, { as: phoneOf(186), worker: false });
  await reads(page, 'privacy.erased');
  await press(page, 'privacy.close');
  await page.getByRole('dialog').getByRole('button', { name: words('privacy.close'), exact: true }).click();
  await arrives(page, HOME);
  await page.goto(`${HOME}/me`);
  await reads(page, 'shell.sign-in-first');
  const office = await stage.visit(`${HOME}/me/closing`, { as: PHONES.supervisor, worker: false });
  await readsText(office, words('privacy.seats-first', { count: 1 }));
}

/** A search is sent only once: when the network returns, the app asks who is signed in and repeats no search. */
async function a_search_is_asked_once(stage) {
  const person = await stage.people.person(phoneOf(187));
  const office = await stage.visit(`${HOME}/office/roster`, { as: PHONES.gridWorker, size: DESK, worker: false });
  await settled(office);
  await office.getByLabel(words('office.search-roster')).fill(person.phone.slice(-4));
  await press(office, 'office.search');
  await readsText(office, person.me.name);
  const searches = [];
  office.on('request', request => request.url().includes('/members/search') && searches.push(request.url()));
  for (let turns = 0; turns < 2; turns += 1) {
    const asked = office.waitForResponse(response => response.url().endsWith('/me'));
    await office.evaluate(() => dispatchEvent(new Event('online')));
    await asked;
  }
  equal('searches that nobody made', searches, []);
  await press(office, 'office.search');
  await until('the same search again, by hand', () => searches.length === 1);
}

export const journeys = { a_search_is_asked_once, a_copy_to_take_home, a_correction, a_look_is_seen, closing_the_account };
