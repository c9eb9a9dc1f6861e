// Navigation: history, addresses deep in the app, titles, the focus, invalid addresses, and the choice of a community
// from the country down.

import { PHONES } from '../stage/people.mjs';
import { arrives, focused, follow, heading, pathOf, reads, readsText, settled, tab, title } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const NAME = '三苏社区';
const titled = name => `${name} · ${NAME}`;
const headed = (page, text) => untilEqual('the heading', () => heading(page).textContent().then(found => found.trim()), text);
const focusOnHeading = page => until('the focus is on the heading', async () => (await focused(page)).startsWith('h1'));

async function history(stage) {
  const activity = await stage.people.publish({ title: '前进与后退' });
  const page = await stage.visit(HOME, { worker: false });
  await headed(page, NAME);
  await title(page, NAME);
  equal('the first page leaves the focus alone', await focused(page), 'body');
  await tab(page, 'shell.tab-serve');
  await arrives(page, `${HOME}/activities`);
  await title(page, titled(words('activities.title')));
  await focusOnHeading(page);
  await page.getByRole('main').getByRole('link', { name: activity.title }).click();
  await arrives(page, activity.path);
  await headed(page, activity.title);
  await title(page, titled(activity.title));
  await focusOnHeading(page);
  await page.goBack();
  await arrives(page, `${HOME}/activities`);
  await headed(page, words('activities.title'));
  await title(page, titled(words('activities.title')));
  await page.goBack();
  await arrives(page, HOME);
  await headed(page, NAME);
  await page.goForward();
  await arrives(page, `${HOME}/activities`);
  equal('the current tab is marked', await page.locator('nav.tabs [aria-current=page]').innerText(), words('shell.tab-serve'));
}

/** Each tab leads to its page and is marked; the bare address leads to the community that was opened last. */
async function tabs(stage) {
  const page = await stage.visit(HOME, { worker: false });
  await settled(page);
  for (const [key, path] of [['matters', '/matters'], ['serve', '/activities'], ['requests', '/requests'], ['me', '/me'], ['home', '']]) {
    await tab(page, `shell.tab-${key}`);
    await arrives(page, HOME + path);
    await untilEqual('the tab', () => page.locator('nav.tabs [aria-current=page]').innerText(), words(`shell.tab-${key}`));
  }
  await page.goto('/');
  await arrives(page, HOME);
}

async function deep_link(stage) {
  const activity = await stage.people.publish({ title: '纸上的二维码' });
  // The QR code on the organiser's paper leads to check-in with the digits filled in, after signing in.
  const page = await stage.visit(`${activity.path}?code=123456`, { worker: false });
  await reads(page, 'shell.sign-in-first');
  await page.getByRole('main').getByRole('link', { name: words('shell.sign-in') }).click();
  await arrives(page, `${HOME}/sign-in`);
  equal('the way back', new URL(page.url()).searchParams.get('next'), `${activity.path}?code=123456`);
  const known = await stage.visit(`${activity.path}?code=123456`, { as: PHONES.helper, worker: false });
  await untilEqual('the digits were brought along', () => known.locator('#check-code').inputValue(), '123456');
  await readsText(known, words('service.no-place'));
}

async function nowhere(stage) {
  const page = await stage.visit('/c/abc/def/ghi', { worker: false });
  await headed(page, words('not-found.title'));
  await page.goto(`${HOME}/activities/01ARZ3NDEKTSV4RRFFQ69G5FAV`);
  await reads(page, 'refusal.request/not-found');
  await follow(page, 'shell.to-home');
  await arrives(page, HOME);
  await page.goto('/c/110101001001');
  await reads(page, 'refusal.request/not-found');
  const answer = await page.request.get('/pkg/000000000000/app.js');
  equal('a file that is not there is a 404, not the app', answer.status(), 404);
  const forged = await page.request.get('/api/communities/110101001001');
  equal('a community that is not there', [forged.status(), (await forged.json()).code], [404, 'request/not-found']);
}

/** "Back" finds the filter and the place of a list; the arrow goes where the reader came from. */
async function back_to_the_place(stage) {
  const page = await stage.visit(`${HOME}/matters`, { worker: false, size: { width: 390, height: 500 } });
  const all = page.getByRole('main').getByRole('button', { name: words('matters.all'), exact: true });
  await all.click();
  await settled(page);
  const last = page.getByRole('main').locator('ul a[href*="/matters/"]').last();
  await last.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  ok(`the list is scrolled: ${place}`, place > 0);
  await last.click();
  await until('a matter is open', () => /\/matters\/[0-9A-Z]{26}$/.test(pathOf(page)));
  await settled(page);
  await page.getByRole('link', { name: words('shell.back') }).click();
  await arrives(page, `${HOME}/matters`);
  await untilEqual('the filter', () => all.getAttribute('aria-pressed'), 'true');
  await untilEqual('the place', () => page.evaluate(() => Math.round(scrollY)), Math.round(place));
  // The arrow of a page that was opened from the home page leads back there, and from a link of its own to its parent.
  await page.goto(HOME);
  await settled(page);
  await page.getByRole('main').locator('a[href*="/activities/"]').first().click();
  await until('an activity is open', () => pathOf(page).includes('/activities/'));
  await page.getByRole('link', { name: words('shell.back') }).click();
  await arrives(page, HOME);
  const direct = await stage.visit(`${HOME}/hours`, { worker: false, as: PHONES.resident });
  await direct.getByRole('link', { name: words('shell.back') }).click();
  await arrives(direct, `${HOME}/activities`);
}

/** The front door: found by a word, or down the tree, in which a level with one way on is skipped; back by the arrow. */
async function choosing_a_community(stage) {
  const page = await stage.visit('/', { worker: false });
  await arrives(page, '/regions/0');
  await headed(page, words('shell.name'));
  equal('tabs before a community is known', await page.locator('nav.tabs').isVisible(), false);
  const main = page.getByRole('main');
  for (const [word, found] of [['没有这个', false], ['sssq', true], ['三苏', true]]) {
    await main.getByRole('searchbox').fill(word);
    await main.getByRole('searchbox').press('Enter');
    await reads(page, found ? 'regions.found' : 'regions.no-match', { word });
    equal(`found by ${word}`, await main.getByRole('link', { name: NAME }).count(), found ? 1 : 0);
  }
  await main.getByRole('searchbox').fill('长'.repeat(200));
  await main.getByRole('searchbox').press('Enter');
  await untilEqual('a word that is too long is refused', () => main.getByRole('searchbox').getAttribute('aria-invalid'), 'true');
  await main.getByRole('link', { name: /^四川省/ }).click();
  await arrives(page, '/regions/5114');
  await headed(page, '眉山市');
  await focusOnHeading(page);
  equal('nothing is listed before a word', await main.getByRole('link', { name: NAME }).count(), 0);
  await main.getByRole('searchbox').fill('苏祠');
  await main.getByRole('searchbox').press('Enter');
  await main.getByRole('link', { name: NAME }).waitFor();
  await page.goto('/regions/511402?up=1');
  await main.getByRole('link', { name: '苏祠街道' }).click();
  await arrives(page, '/regions/511402901');
  await headed(page, '苏祠街道');
  await page.getByRole('link', { name: words('shell.back') }).click();
  await headed(page, '东坡区');
  await page.goto('/regions/511421');
  await reads(page, 'regions.none');
  await page.goto('/regions/511402901');
  await page.getByRole('main').getByRole('link', { name: NAME }).click();
  await arrives(page, HOME);
  await headed(page, NAME);
  await page.goto('/');
  await arrives(page, HOME);
}

/** Inside the office: the side list, its titles, and the way back out. */
async function office(stage) {
  const page = await stage.visit(`${HOME}/office`, { as: PHONES.committee, size: { width: 1280, height: 800 }, worker: false });
  await title(page, titled(words('office.tasks')));
  for (const [key, path] of [['activities', 'activities'], ['roster', 'roster'], ['bodies', 'bodies']]) {
    await page.locator('.side-nav').getByRole('link', { name: words(`office.${key}`) }).click();
    await arrives(page, `${HOME}/office/${path}`);
    await title(page, titled(words(`office.${key}`)));
    await headed(page, words(`office.${key}`));
    await focusOnHeading(page);
  }
  equal('no entry that is not theirs', await page.locator('.side-nav').getByRole('link', { name: words('office.journal') }).count(), 0);
  await follow(page, 'office.to-home');
  await arrives(page, HOME);
  ok('the tab bar is back', await page.locator('nav.tabs').isVisible());
  const supervisor = await stage.visit(`${HOME}/office`, { as: PHONES.supervisor, size: { width: 1280, height: 800 }, worker: false });
  await title(supervisor, titled(words('office.tasks')));
  // A person without tasks begins at the first page that they may use.
  const worker = await stage.visit(`${HOME}/office`, { as: PHONES.gridWorker, size: { width: 1280, height: 800 }, worker: false });
  await until('a page of their own', () => pathOf(worker).startsWith(`${HOME}/office/`));
}

export const journeys = { history, tabs, deep_link, nowhere, back_to_the_place, choosing_a_community, office };
