// A slip for signing in: printed at the counter, scanned on another phone, typed where no camera is available.

import { DESK } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { arrives, choose, press, reads, readsText } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const REASON = '收不到短信，女儿来帮忙';

/** Opens the address in the QR code, as a camera does. */
const scan = (stage, code) => stage.visit(`${HOME}/sign-in#slip=${code.replaceAll('-', '')}`, { worker: false });

/** From the roster to the paper, and from the paper into somebody's phone. */
async function from_the_counter(stage) {
  const resident = await stage.people.person(phoneOf(193));
  const page = await stage.visit(`${HOME}/office/roster`, { as: PHONES.gridWorker, size: DESK, worker: false });
  await page.getByLabel(words('office.search-roster')).fill(phoneOf(193).slice(-4));
  await press(page, 'office.search');
  await readsText(page, resident.me.name);
  await choose(page, resident.me.name, 'office.slip');
  const dialog = page.locator('dialog#ask');
  await dialog.getByLabel(words('field.reason')).fill(REASON);
  await dialog.getByRole('button', { name: words('office.slip-make'), exact: true }).click();
  await readsText(dialog, words('office.slip-ready-below'));
  await dialog.locator('.qr path[d]').waitFor();
  const code = await dialog.locator('.slip-code').textContent();
  ok(`three groups of four: ${code}`, /^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/.test(code));
  ok('the name is masked on paper', !(await dialog.locator('section').textContent()).includes(resident.me.name));
  // On paper it is printed alone, on A5 in large print; it disappears with the dialog.
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() => ({
    seen: [...document.body.children].filter(one => one.getClientRects().length > 0).map(one => one.className),
    size: getComputedStyle(document.querySelector('body > .slip')).fontSize,
  }));
  equal('what is printed', paper.seen, ['slip only-print']);
  ok(`large print: ${paper.size}`, Number.parseFloat(paper.size) >= 18);
  await page.emulateMedia({ media: null });
  await page.keyboard.press('Escape');
  await until('the code is gone from this screen', async () => !(await page.content()).includes(code));
  equal('pages are printed again', await page.evaluate(() => document.body.hasAttribute('data-print')), false);

  // Opening the address does not use the slip up, and the code does not stay in the address.
  const looked_at = await scan(stage, code);
  await reads(looked_at, 'sign-in.slip-below');
  await untilEqual('the address', () => looked_at.evaluate(() => location.search + location.hash), '');
  const phone = await scan(stage, code);
  await reads(phone, 'sign-in.slip-below');
  equal('nothing to type', await phone.getByLabel(words('sign-in.slip-code')).count(), 0);
  await press(phone, 'sign-in.slip');
  await arrives(phone, HOME);
  await reads(phone, 'sign-in.welcome', { name: resident.me.name });
  // The other phone comes too late, and is told what to do next.
  await press(looked_at, 'sign-in.slip');
  await reads(looked_at, 'refusal.sessions/slip-spent');
  await looked_at.getByLabel(words('sign-in.slip-code')).waitFor();
  const { rows: events } = await resident.get('/me/sign-ins');
  equal('the history tells it', events.slice(0, 2).map(event => event.kind), ['by-slip', 'slip-printed']);
}

/** Lower case and blanks are accepted; and a slip can be withdrawn. */
async function by_hand(stage) {
  const resident = await stage.people.person(phoneOf(194));
  const worker = await stage.people.person(PHONES.deputy);
  const of = `/members/${resident.me.member}/sign-in-slips`;
  const { slip } = await worker.post(of, { reason: REASON });
  const page = await stage.visit(`${HOME}/sign-in`, { worker: false });
  await press(page, 'sign-in.slip-have');
  const field = page.getByLabel(words('sign-in.slip-code'));
  await field.fill('ABCD-EFGH');
  await press(page, 'sign-in.slip');
  await reads(page, 'sign-in.slip-code-wrong');
  await field.fill(slip.toLowerCase().replaceAll('-', ' '));
  await press(page, 'sign-in.slip');
  await arrives(page, HOME);
  const second = await worker.post(of, { reason: REASON });
  await worker.post(`${of}/voiding`);
  const late = await scan(stage, second.slip);
  await press(late, 'sign-in.slip');
  await reads(late, 'refusal.sessions/slip-spent');
  await press(late, 'sign-in.slip-phone');
  await reads(late, 'sign-in.phone-hint');
}

export const journeys = { from_the_counter, by_hand };
