// The queue in the phone: whatever happens to tabs, answers, clocks and codes, each item reaches the community once, or
// stays with its reason until its owner deletes it.

import { codeAt, phoneOf } from '../stage/people.mjs';
import { button, findNetwork, kept, loseNetwork, press, reads, readsText, tab } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { pattern, words } from '../stage/words.mjs';

const DAY_MS = 86_400_000;
const items = page => page.locator('.queue li');
const checkIns = door => door.count('POST', /check-ins$/);

/** A resident who signed up for a new activity, and the phone's network. */
async function signedUp(stage, number, title) {
  const activity = await stage.people.publish({ title });
  const person = await stage.people.person(phoneOf(number));
  await person.post(`/activities/${activity.id}/sign-ups`);
  return { activity, person, door: await stage.door() };
}

/** The same on a phone whose service page is open and stored. */
async function volunteer(stage, number, title, options = {}) {
  const { activity, person, door } = await signedUp(stage, number, title);
  const phone = await stage.device({ as: person.phone, door });
  if (options.clock_ahead_ms) {
    await phone.addInitScript(ahead_ms => {
      const right = Date.now.bind(Date);
      Date.now = () => right() + ahead_ms;
    }, options.clock_ahead_ms);
  }
  const page = await stage.page(phone, `${activity.path}/service`);
  await page.locator('#check-code').waitFor();
  await kept(page);
  return { activity, person, door, phone, page };
}

async function enter(page, code, key = 'service.check-in') {
  await page.locator('#check-code').fill(code);
  await press(page, key);
}

const wrong = code => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function one_record(stage, activity, person) {
  const rows = await stage.people.attendanceOf(activity.id, person.me.member);
  equal('one record on the server', [rows.length, rows[0].service?.state], [1, 'open']);
  const journal = await stage.people.journalOf(person.me.name);
  equal('one check-in in the journal', journal.filter(row => row.command === 'volunteering/check-in' && row.detail.includes(activity.id)).length, 1);
}

/** Two tabs of one phone see the same queue, and one of them sends it. */
async function two_tabs(stage) {
  const { activity, person, door, phone, page } = await volunteer(stage, 150, '两个窗口');
  const other = await stage.page(phone, `${activity.path}/service`);
  await other.locator('#check-code').waitFor();
  await loseNetwork(phone, door);
  await enter(page, activity.codeNow());
  await untilEqual('the other tab shows it too', () => items(other).count(), 1);
  let let_go;
  const slow = new Promise(resolve => { let_go = resolve; });
  door.rules.push(({ method, path }) => (method === 'POST' && /check-ins$/.test(path) ? { wait: slow } : undefined));
  await findNetwork(phone, door);
  // Both tabs have noticed the network; the answer is held back until the second one has asked for its turn.
  await other.waitForFunction(() => navigator.locks.query().then(({ held, pending }) => held.length === 1 && pending.length >= 1));
  let_go();
  await Promise.all([page, other].map(tab => untilEqual('the queue is empty', () => items(tab).count(), 0)));
  equal('one tab sent', checkIns(door), 1);
  await Promise.all([page, other].map(tab => button(tab, 'service.check-out').waitFor()));
  await one_record(stage, activity, person);
}

/** The command arrived, its answer did not: the phone asks again with the same key, and nothing is doubled. */
async function lost_answer(stage) {
  const { activity, person, door, page } = await volunteer(stage, 151, '回答丢了');
  const lose = ({ method, path }) => (method === 'POST' && /check-ins$/.test(path) ? { lose: true } : undefined);
  door.rules.push(lose);
  await enter(page, activity.codeNow());
  await reads(page, 'outbox.waiting-tried');
  await one_record(stage, activity, person);
  door.rules.length = 0;
  // The queue may retry at any moment now; a reload retries at once.
  await page.reload();
  // A page that has only begun shows no items yet.
  await until('it was sent again', () => checkIns(door) > 1);
  await untilEqual('nothing waits any more', () => items(page).count(), 0);
  const keys = door.passed.filter(one => one.method === 'POST' && /check-ins$/.test(one.path)).map(one => one.key);
  equal('always with the same key', new Set(keys).size, 1);
  await one_record(stage, activity, person);
}

/** Closed at the moment of sending: the item is there when the phone opens again, and is sent automatically. */
async function closed_while_sending(stage) {
  const { activity, person, door, phone, page } = await volunteer(stage, 152, '发送时关掉');
  door.rules.push(({ method, path }) => (method === 'POST' && /check-ins$/.test(path) ? { wait: new Promise(() => {}) } : undefined));
  const asked = page.waitForRequest(request => request.method() === 'POST' && /check-ins$/.test(request.url()));
  await enter(page, activity.codeNow());
  await asked;
  await page.close();
  door.rules.length = 0;
  const again = await stage.page(phone, activity.path);
  await reads(again, 'service.open');
  await untilEqual('nothing waits any more', () => items(again).count(), 0);
  await one_record(stage, activity, person);
}

/** Deleting asks once; kept items stay, deleted items are never sent. */
async function deleted(stage) {
  const { activity, person, door, phone, page } = await volunteer(stage, 153, '删掉等待的');
  await loseNetwork(phone, door);
  await enter(page, activity.codeNow());
  const bin = page.getByRole('button', { name: pattern('outbox.delete-label') });
  await bin.click();
  await reads(page, 'outbox.delete-title');
  await press(page, 'form.back');
  equal('it is still there', await items(page).count(), 1);
  await bin.click();
  await press(page, 'outbox.delete');
  await untilEqual('it is gone', () => items(page).count(), 0);
  await page.locator('#check-code').waitFor();
  await page.reload();
  await page.locator('#check-code').waitFor();
  await findNetwork(phone, door);
  // Without the service worker, which notices the network a moment later than the page.
  const fresh = async url => {
    const answer = await fetch(url).catch(() => undefined);
    return answer?.ok === true && !answer.headers.has('x-linli-stored-at');
  };
  const address = `/api/communities/${COMMUNITY}/activities/${activity.id}`;
  await untilEqual('the network is back', () => page.evaluate(fresh, address), true);
  await page.reload();
  await page.locator('#check-code').waitFor();
  equal('nothing was sent', checkIns(door), 0);
  equal('nothing arrived', (await stage.people.attendanceOf(activity.id, person.me.member))[0].service, null);
}

/** The stored data of the first item in the phone. */
const storedItem = page => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('linli-outbox');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const rows = database.transaction('rows').objectStore('rows').getAll();
    rows.onsuccess = () => resolve(rows.result[0]);
    rows.onerror = () => reject(rows.error);
    database.close();
  };
}));

/** Made before this phone knew the activity: the item says so, and gets the activity's name as soon as it is known. */
async function named_later(stage) {
  const { activity, person, door } = await signedUp(stage, 157, '名字后到');
  let arrive;
  const late = new Promise(resolve => { arrive = resolve; });
  const address = `/api/communities/${COMMUNITY}/activities/${activity.id}`;
  door.rules.push(({ method, path }) => (method === 'GET' && path === address ? { wait: late } : undefined));
  door.rules.push(({ method, path }) => (method === 'POST' && /check-ins$/.test(path) ? { status: 502 } : undefined));
  const page = await stage.page(await stage.device({ as: person.phone, door }), `${activity.path}/service`);
  await page.locator('#check-code').waitFor();
  await enter(page, activity.codeNow());
  await readsText(items(page), words('outbox.untitled'));
  equal('no other words stand for the name', (await storedItem(page)).title, '');
  arrive();
  await readsText(items(page), activity.title);
  equal('it still waits', await items(page).count(), 1);
  equal('its name is stored', (await storedItem(page)).title, activity.title);
  door.rules.length = 0;
  await page.reload();
  // A page that has only begun shows no items yet.
  await until('it was sent', () => door.passed.some(one => /check-ins$/.test(one.path) && one.status === 200));
  await untilEqual('nothing waits any more', () => items(page).count(), 0);
  await one_record(stage, activity, person);
}

/**
 * A network that comes back without an event of the browser: the first answer to any request, in any tab, wakes the
 * queue.
 */
async function woken_by_an_answer(stage) {
  const { activity, person, door, phone, page } = await volunteer(stage, 158, '悄悄恢复');
  const other = await stage.page(phone, `/c/${COMMUNITY}`);
  await other.locator('h1').waitFor();
  door.close();
  await enter(page, activity.codeNow());
  // As many tries as in a long time without a network: the next automatic try is more than a minute away.
  await until('it was tried four times', async () => {
    if ((await storedItem(page)).tries >= 4) return true;
    await press(page, 'outbox.send-now');
    return false;
  }, 60_000);
  await reads(page, 'outbox.waiting-tried');
  equal('the browser says that there is a network', await page.evaluate(() => navigator.onLine), true);
  door.open();
  await tab(other, 'shell.tab-serve');
  await untilEqual('nothing waits any more', () => items(page).count(), 0);
  equal('it was sent once', checkIns(door), 1);
  await one_record(stage, activity, person);
}

/** A wrong code is refused with its reason, which stays until the item is deleted; the right one still works. */
async function refused(stage) {
  const { activity, person, phone, page } = await volunteer(stage, 154, '抄错了数字');
  await enter(page, wrong(activity.codeNow()));
  await readsText(page, words('refusal.volunteering/code-not-valid', { tries_left: 5 }));
  await reads(page, 'outbox.not-taken');
  await page.reload();
  await readsText(page, words('refusal.volunteering/code-not-valid', { tries_left: 5 }));
  equal('it is not tried again', await items(page).count(), 1);
  equal('nothing is said to wait', await page.getByRole('heading', { name: words('outbox.title') }).count(), 0);
  const home = await stage.page(phone, `/c/${COMMUNITY}`);
  // Below what the day brings first: the activity that the person signed up for.
  await home.locator('summary.plain').first().click();
  await readsText(home, words('home.not-taken', { count: 1 }));
  equal('nor at home', await home.getByText(words('outbox.title'), { exact: true }).count(), 0);
  await home.close();
  await enter(page, activity.codeNow());
  await button(page, 'service.check-out').waitFor();
  await untilEqual('the right one was sent', () => items(page).filter({ hasNotText: words('outbox.refused') }).count(), 0);
  await page.getByRole('button', { name: pattern('outbox.delete-label') }).click();
  await press(page, 'outbox.delete');
  await untilEqual('the refused one is gone', () => items(page).count(), 0);
  await one_record(stage, activity, person);
}

/** After the sixth wrong code only the organiser's list remains, and the page says so. */
async function six_wrong_codes(stage) {
  const { activity, page } = await volunteer(stage, 155, '错了六次');
  for (let tries_left = 5; tries_left >= 0; tries_left -= 1) {
    await enter(page, wrong(activity.codeNow()));
    await readsText(page, words('refusal.volunteering/code-not-valid', { tries_left }));
  }
  await enter(page, activity.codeNow());
  await reads(page, 'refusal.volunteering/too-many-wrong-codes');
}

/** A clock that is a day ahead: the code proves the moment, and the organiser sees the difference. */
async function clock_a_day_ahead(stage) {
  const { activity, person, door, phone, page } = await volunteer(stage, 156, '手机快一天', { clock_ahead_ms: DAY_MS });
  const shown_at = Date.now();
  await loseNetwork(phone, door);
  await enter(page, codeAt(activity.key, shown_at));
  await untilEqual('it waits', () => items(page).count(), 1);
  await findNetwork(phone, door);
  await untilEqual('it was taken', () => items(page).count(), 0);
  await one_record(stage, activity, person);
  const [row] = await stage.people.attendanceOf(activity.id, person.me.member);
  ok(`the record lies at the server's moment (${row.service.checked_in_at - shown_at} ms off)`, Math.abs(row.service.checked_in_at - shown_at) < 60_000);
  ok(`the organiser is told of the day (${row.clock_difference_seconds} s)`, Math.abs(row.clock_difference_seconds - 86_400) < 120);
}

export const journeys = { two_tabs, lost_answer, closed_while_sending, deleted, named_later, woken_by_an_answer, refused, six_wrong_codes, clock_a_day_ahead };
