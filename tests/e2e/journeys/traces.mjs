// Signing out on a shared computer leaves nothing that the next person could read: neither in the browser's own cache
// nor in the worker's. Checked as that person could: by asking for stored data, without asking the server.

import { DESK } from '../stage/browser.mjs';
import { phoneOf } from '../stage/people.mjs';
import { arrives, kept, reads, readsText, settled } from '../stage/screen.mjs';
import { openCommunity } from '../stage/second.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
/** A community whose clerk sees the roster, and whose session no other journey needs (示范数据). */
const OFFICE = { code: '511402001071', name: '示范留痕社区', phone: '13700000971', clerk: '示范七' };

/** Everything that only a person who is signed in may read. */
const own = (member, community = COMMUNITY) => [
  '/me', '/members?limit=100', '/notices', '/sessions', '/sign-ins', `/members/${member}/data`, `/members/${member}/hours`, '/closing', '/journal', '/assistances', '/searches',
].map(path => `/api/communities/${community}${path}`);

/** Reads as the pages do. */
const read = (page, urls) => page.evaluate(urls => Promise.all(urls.map(url => fetch(url).then(({ status }) => status, () => 0))), urls);

/** What the browser has without asking the server. */
const left = (page, urls) => page.evaluate(async urls => {
  const found = [];
  for (const url of urls) {
    const answer = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' }).catch(() => undefined);
    if (answer?.ok) found.push(`${url}: ${(await answer.text()).length} bytes`);
  }
  return found;
}, urls);

/** The content of the worker's caches that is not public. */
const stored = page => page.evaluate(async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      const answer = await cache.match(url, { ignoreVary: true });
      const personal = pathname.startsWith('/api/') && !answer.headers.get('cache-control')?.includes('public');
      if (personal || pathname.startsWith('/signed-in/')) found.push(`${name} ${pathname}`);
    }
  }
  return found;
});

async function signOut(page, home = HOME) {
  await page.goto(`${home}/me`);
  await page.getByRole('main').getByRole('button', { name: words('me.sign-out'), exact: true }).last().click();
  const answered = page.waitForResponse(answer => answer.url().endsWith('/revocation'));
  await page.getByRole('dialog').getByRole('button', { name: words('me.sign-out'), exact: true }).click();
  equal('the answer clears what the browser keeps', (await (await answered).allHeaders())['clear-site-data'], '"cache"');
  await arrives(page, home);
  await reads(page, 'me.out');
}

async function nothingIsLeft(page, urls) {
  await untilEqual('nothing of the person is in the worker', () => stored(page), []);
  equal('nothing of the person is in the browser', await left(page, urls), []);
  // The request brought nothing back either.
  equal('still nothing is in the worker', await stored(page), []);
}

/** At a desk of the office: the clerk reads the roster and more, and signs out. */
async function at_the_desk(stage) {
  const home = await openCommunity(stage.people, stage.server, OFFICE);
  const person = await stage.people.person(OFFICE.phone, OFFICE.code);
  const desk = await stage.device({ size: DESK });
  await stage.signIn(desk, stage.server.origin, OFFICE.phone, OFFICE.code);
  const page = await stage.page(desk, home);
  await kept(page);
  await page.reload();
  for (const path of ['/office/roster', '/notices', '/me']) {
    await page.goto(home + path);
    await settled(page);
  }
  const urls = own(person.me.member, OFFICE.code);
  const seen = await read(page, urls);
  ok(`most of it is read: ${seen}`, seen.filter(status => status === 200).length >= 6);
  await until('own pages are kept while signed in', async () => (await stored(page)).length > 2);
  equal('lists and secrets are kept by nobody', await left(page, urls.filter(url => /sessions|members\?|data/.test(url))), []);
  await signOut(page, home);
  await nothingIsLeft(page, urls);
}

/** The session was ended elsewhere: the first answer that says so removes everything. */
async function ended_elsewhere(stage) {
  const phone = phoneOf(240);
  const person = await stage.people.person(phone);
  const page = await stage.visit(HOME, { as: phone });
  await kept(page);
  await page.reload();
  await settled(page);
  const urls = own(person.me.member);
  await read(page, urls);
  await until('own pages are kept while signed in', async () => (await stored(page)).length > 2);
  await person.post(`/sessions/${person.me.session}/revocation`, {});
  const notices = `/api/communities/${COMMUNITY}/notices`;
  equal('the session is over', await read(page, [notices]), [401]);
  // The browser does not show this header for an answer that the worker passes on.
  const answered = await fetch(stage.server.origin + notices, { headers: { cookie: `${person.name}=${person.cookie}` } });
  equal('that answer clears what the browser keeps', answered.headers.get('clear-site-data'), '"cache"');
  await nothingIsLeft(page, urls);
}

/** After signing in again, also in a worker that was restarted, own pages are stored again. */
async function kept_again(stage) {
  const door = await stage.door();
  const phone = await stage.device({ as: phoneOf(241), door });
  const page = await stage.page(phone, HOME);
  await kept(page);
  await page.reload();
  await until('own pages are kept', async () => (await stored(page)).some(name => name.endsWith('/me')));
  await page.goto(`${HOME}/me`);
  await signOut(page);
  await untilEqual('nothing is left', () => stored(page), []);
  await stage.signIn(phone, door.origin, phoneOf(242));
  const person = await stage.people.person(phoneOf(242));
  await page.goto(`${HOME}/me`);
  await readsText(page, person.me.name);
  await until('own pages are kept again', async () => (await stored(page)).some(name => name.endsWith('/me')));
}

export const journeys = { at_the_desk, ended_elsewhere, kept_again };
