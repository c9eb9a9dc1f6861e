// An app older than the server accepts, and a session that ended in the meantime: both are explained clearly, nothing
// is lost, and the queue continues automatically once its owner has acted.

import { phoneOf } from '../stage/people.mjs';
import { button, follow, kept, loseNetwork, findNetwork, press, reads, arrives } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const items = page => page.locator('.queue li');

/** The server's contract grew while this tab stayed open. */
async function after_an_update(stage) {
  const activity = await stage.people.publish({ title: '更新以后' });
  const person = await stage.people.person(phoneOf(160));
  const door = await stage.door();
  const phone = await stage.device({ as: person.phone, door });
  const page = await stage.page(phone, activity.path);
  const old = seen => {
    if (seen.headers['linli-contract']) seen.headers['linli-contract'] = '0';
  };
  door.rules.push(old);
  await press(page, 'mine.take');
  await reads(page, 'refusal.request/stale-app');
  equal('no place was taken', (await stage.people.attendanceOf(activity.id, person.me.member)).length, 0);

  // Items in the queue wait for the new app, and say so.
  door.rules.length = 0;
  await press(page, 'mine.take');
  await reads(page, 'mine.has-place');
  await follow(page, 'mine.to-service');
  door.rules.push(old);
  await page.locator('#check-code').fill(activity.codeNow());
  await press(page, 'service.check-in');
  await untilEqual('it waits', () => items(page).count(), 1);
  await reads(page, 'refusal.request/stale-app');
  // The update: a reload loads the app that the server expects.
  door.rules.length = 0;
  await page.reload();
  await sentByItself(stage, page, activity, person);
}

async function sentByItself(stage, page, activity, person) {
  const states = async () => (await stage.people.attendanceOf(activity.id, person.me.member)).map(row => row.service?.state);
  await untilEqual('one record on the server', states, ['open']);
  await untilEqual('nothing waits any more', () => items(page).count(), 0);
  await button(page, 'service.check-out').waitFor();
}

/** Signed out at the counter while the phone had no network. */
async function session_ended(stage) {
  const activity = await stage.people.publish({ title: '午后送餐' });
  const phone_number = phoneOf(161);
  const person = await stage.people.person(phone_number);
  await person.post(`/activities/${activity.id}/sign-ups`);
  const door = await stage.door();
  const phone = await stage.device({ as: phone_number, door });
  const page = await stage.page(phone, `${activity.path}/service`);
  await page.locator('#check-code').waitFor();
  await kept(page);
  await loseNetwork(phone, door);
  await page.locator('#check-code').fill(activity.codeNow());
  await press(page, 'service.check-in');
  await untilEqual('it waits', () => items(page).count(), 1);
  await person.post(`/sessions/${person.me.session}/revocation`);
  await findNetwork(phone, door);
  // Nobody is signed in: the page says so, and shows no personal data.
  await reads(page, 'shell.sign-in-first');
  equal('nothing was taken', (await stage.people.attendanceOf(activity.id, person.me.member))[0].service, null);
  // Signing in leads back to the page, and waiting items are sent. Two codes to one phone must be a minute apart.
  await page.getByRole('main').getByRole('link', { name: words('shell.sign-in') }).click();
  await page.getByLabel(words('sign-in.phone')).fill(phone_number);
  await press(page, 'sign-in.ask');
  const again = page.getByRole('button', { name: words('sign-in.again'), exact: true });
  await again.waitFor({ timeout: 100_000 });
  await again.click();
  await press(page, 'sign-in.inbox-fill');
  await untilEqual('the code was filled in', () => page.getByLabel(words('sign-in.code')).inputValue().then(code => code.length), 6);
  await press(page, 'sign-in.send');
  await arrives(page, `${activity.path}/service`);
  await sentByItself(stage, page, activity, person);
}
session_ended.aside = true;

/** A session that ended while a person reads: the next press says what to do and leads back. */
async function in_the_middle(stage) {
  const activity = await stage.people.publish({ title: '看到一半' });
  const person = await stage.people.person(phoneOf(162));
  const page = await stage.visit(activity.path, { as: person.phone });
  await button(page, 'mine.take').waitFor();
  await person.post(`/sessions/${person.me.session}/revocation`);
  await press(page, 'mine.take');
  await reads(page, 'refusal.request/not-signed-in');
  await page.getByRole('alert').getByRole('link', { name: words('shell.sign-in') }).click();
  await arrives(page, `${HOME}/sign-in`);
  equal('the way back is kept', new URL(page.url()).searchParams.get('next'), activity.path);
}

export const journeys = { after_an_update, session_ended, in_the_middle };
