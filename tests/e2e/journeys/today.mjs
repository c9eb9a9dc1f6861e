// The home page knows its reader: what waits stands on one card with the act in it, the telephone dials an office, the
// elder view is offered to whom it may help, and the phone says when it cannot read aloud.

import { DESK, PHONE } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { arrives, button, follow, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const filled = page => page.locator('main .today');

/** Nobody is asked for anything; then a place; then a running service, which leads to checking out in one tap. */
async function one_card(stage) {
  const activity = await stage.people.publish({ title: '今天的活动' });
  const person = await stage.people.person(phoneOf(931));
  const page = await stage.visit(HOME, { as: person.phone, worker: false });
  await settled(page);
  await readsText(page, words('today.hello', { name: person.me.name }));
  equal('without anything to do there is no card', await filled(page).count(), 0);
  await person.post(`/activities/${activity.id}/sign-ups`);
  await page.reload();
  await readsText(filled(page), '今天的活动');
  await person.post(`/activities/${activity.id}/check-ins`, { code: activity.codeNow(), at: Date.now() });
  await page.reload();
  await readsText(filled(page), words('today.serving'));
  equal('one filled surface', await filled(page).count(), 1);
  await follow(page, 'today.serving-act');
  await arrives(page, `${activity.path}/service`);
  await button(page, 'service.check-out').waitFor();
}

/** One tap calls the grid worker of the reader's grid, in both views; a guest finds the numbers too. */
async function the_telephone(stage) {
  const page = await stage.visit(HOME, { as: PHONES.neighbour, worker: false });
  await settled(page);
  const call = page.locator('.quick a[href^="tel:"]');
  equal('an invented number', await call.getAttribute('href'), 'tel:00000000004');
  await press(page, 'shell.view-elder');
  const first = page.locator('main .giant').first();
  await first.waitFor();
  equal('the first of the large buttons calls', await first.getAttribute('href'), 'tel:00000000004');
  equal('four of them', await page.locator('main .giant').count(), 4);
  const heights = await page.locator('main .giant').evaluateAll(all => all.map(one => one.getBoundingClientRect().height));
  ok(`each at least 118 px: ${heights}`, heights.every(height => height >= 118));
  await press(page, 'shell.view-normal');
  const guest = await stage.visit(`${HOME}/requests`, { worker: false });
  await reads(guest, 'not-open.requests');
  ok('numbers to call', (await guest.locator('main a[href^="tel:"]').count()) >= 3);
}

/** What the committee enters stands on the home page; the worker's own phone is refused. */
async function an_office_phone(stage) {
  const page = await stage.visit(`${HOME}/office/bodies`, { as: PHONES.committee, size: DESK, worker: false });
  const name = new RegExp(`^${words('bodies.contact')}.*周丽`);
  await page.getByRole('button', { name }).first().click();
  const dialog = page.getByRole('dialog');
  const phone = dialog.getByLabel(words('field.members/set-seat-contact.phone'), { exact: true });
  const send = () => dialog.getByRole('button', { name: words('bodies.contact-title', { name: '周丽' }), exact: true }).click();
  await phone.fill(PHONES.deputy);
  await send();
  await readsText(dialog, words('refusal.members/private-phone'));
  await phone.fill('000-0000 0999');
  await send();
  await dialog.waitFor({ state: 'hidden' });
  await readsText(page, '000-0000 0999');
}

/** Somebody whose papers are printed large is asked once in this browser. */
async function the_elder_view_is_offered(stage) {
  const page = await stage.visit(HOME, { as: PHONES.helper, worker: false });
  await reads(page, 'today.elder-title');
  await press(page, 'today.elder-yes');
  await reads(page, 'today.elder-day');
  equal('it is remembered', await page.evaluate(() => localStorage.getItem('linli.view')), 'elder');
  await press(page, 'today.larger');
  await untilEqual('the letters', () => page.evaluate(() => document.documentElement.dataset.size), '2');
  const other = await stage.visit(HOME, { as: PHONES.helper, worker: false });
  await press(other, 'today.elder-no');
  await other.reload();
  await settled(other);
  equal('nobody is asked twice', await other.getByText(words('today.elder-title')).count(), 0);
}

/** Without a Chinese voice the phone says so at once, and the button promises nothing. */
async function no_voice(stage) {
  const device = await stage.device({ worker: false, size: PHONE, kept: { view: 'elder' } });
  await device.addInitScript(() => {
    const voice = { getVoices: () => [{ lang: 'de-DE' }], speak() {}, cancel() {} };
    Object.defineProperty(window, 'speechSynthesis', { value: voice, configurable: true });
  });
  const page = await stage.page(device, HOME);
  await press(page, 'home.read');
  await reads(page, 'home.read-unable');
  equal('it does not claim to read', await button(page, 'home.read').count(), 1);
}

/** Unread notices are told beside the tab, in words too; an office has its entry beside the page. */
async function marks_of_the_frame(stage) {
  const page = await stage.visit(`${HOME}/matters`, { as: PHONES.organiser, size: DESK, worker: false });
  await settled(page);
  const tabs = page.locator('nav.tabs');
  const { notices_unread: unread } = (await (await page.request.get(`/api/communities/${COMMUNITY}/me`)).json());
  equal('the dot', await tabs.locator('.dot').count(), unread > 0 ? 1 : 0);
  await tabs.getByRole('link', { name: words('home.office'), exact: true }).click();
  await arrives(page, `${HOME}/office`);
  const resident = await stage.visit(`${HOME}/matters`, { as: PHONES.neighbour, size: DESK, worker: false });
  await settled(resident);
  equal('a resident has none', await resident.locator('nav.tabs').getByText(words('home.office')).count(), 0);
}

export const journeys = { one_card, the_telephone, an_office_phone, the_elder_view_is_offered, no_voice, marks_of_the_frame };
