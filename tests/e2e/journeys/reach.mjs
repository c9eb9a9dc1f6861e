// For everyone: a desk at 400 %, the other language, the elder view, the dark colours; each is remembered by this browser.
// Small screens and large letters are looked at beside axe, which opens every page anyway.

import { ADDRESSES } from '../stage/addresses.mjs';
import { DESK } from '../stage/browser.mjs';
import { listPages } from '../stage/pages.mjs';
import { PHONES } from '../stage/people.mjs';
import { arrives, heading, press, reads, settled, sideways, tab } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, untilEqual } from '../stage/until.mjs';
import { english, words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;

/** A desk at 400 %: the browser reports 320 px and four dots for each. The whole way to an activity still works. */
async function zoomed(stage) {
  const activity = await stage.people.publish({ title: '放大四倍' });
  const page = await stage.visit(activity.path, { as: PHONES.helper, worker: false, size: { width: 320, height: 200 }, scale: 4, isMobile: false, hasTouch: false });
  await settled(page);
  equal('sideways', await page.evaluate(sideways), null);
  await press(page, 'mine.take');
  await reads(page, 'mine.has-place');
  await press(page, 'mine.withdraw');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const box = await dialog.boundingBox();
  ok(`the dialog is on the screen (${JSON.stringify(box)})`, box.x >= 0 && box.x + box.width <= 320);
  await dialog.getByRole('button', { name: words('mine.withdraw'), exact: true }).click();
  await reads(page, 'mine.withdrawn');
}

async function other_language(stage) {
  const page = await stage.visit(`${HOME}/me`, { as: PHONES.organiser, worker: false });
  await page.getByLabel(words('me.language')).selectOption('en');
  await untilEqual('the language of the page', () => page.evaluate(() => document.documentElement.lang), 'en');
  await untilEqual('the heading', () => heading(page).innerText(), english('me.title'));
  await page.locator('nav.tabs').getByRole('link', { name: english('shell.tab-serve') }).click();
  await untilEqual('the heading', () => heading(page).innerText(), english('activities.title'));
  await page.reload();
  await untilEqual('it is remembered', () => heading(page).innerText(), english('activities.title'));
  await page.goto(`${HOME}/me`);
  await page.getByLabel(english('me.language')).selectOption('zh-CN');
  await untilEqual('and back', () => heading(page).innerText(), words('me.title'));
  equal('the language of the page', await page.evaluate(() => document.documentElement.lang), 'zh-CN');
}

async function elder_view(stage) {
  const page = await stage.visit(HOME, { worker: false });
  await settled(page);
  await reads(page, 'home.sign-in');
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('main')).fontSize));
  const cards = await page.locator('main .card').count();
  ok('letters of the normal view', (await size()) < 18);
  await press(page, 'shell.view-elder');
  await reads(page, 'today.elder-day');
  ok(`letters of the elder view (${await size()} px)`, (await size()) >= 18);
  ok('fewer things', (await page.locator('main .card').count()) < cards);
  const small = await page.evaluate(() => [...document.querySelectorAll('main a, main button, nav.tabs a, header button')]
    .map(element => ({ text: element.innerText, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 60 || box.height < 60))
    .map(({ text, box }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`));
  equal('targets below 60 px', small, []);
  equal('the tab bar does not float', await page.evaluate(() => getComputedStyle(document.querySelector('.tabs')).position), 'static');
  await page.reload();
  await reads(page, 'today.elder-day');
  await tab(page, 'shell.tab-me');
  await arrives(page, `${HOME}/me`);
  await page.getByLabel(words('me.size')).selectOption('3');
  ok('the largest letters', (await size()) >= 30);
  await page.getByLabel(words('me.view')).selectOption('normal');
  await untilEqual('back to normal', () => page.evaluate(() => document.documentElement.dataset.view), 'normal');
}

async function dark(stage) {
  const page = await stage.visit(`${HOME}/me`, { as: PHONES.organiser, worker: false, size: DESK });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).slice(0, 3).map(Number));
  const bright = colour => colour.reduce((sum, part) => sum + part, 0) > 600;
  const black = colour => colour.reduce((sum, part) => sum + part, 0) < 150;
  await settled(page);
  ok('light at first', bright(await ground()));
  await page.getByLabel(words('me.theme')).selectOption('dark');
  ok('dark at once', black(await ground()));
  await page.reload();
  ok('remembered before anything else is painted', black(await ground()));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByLabel(words('me.theme')).selectOption('light');
  ok('light although the system is dark', bright(await ground()));
  await page.getByLabel(words('me.theme')).selectOption('system');
  ok('the system decides', black(await ground()));
}

/** A page that the list does not know would be seen by neither axe nor anybody's eyes. */
async function every_page_is_listed(stage) {
  const known = new Set(ADDRESSES.keys());
  ok(`the table of pages was read: ${known.size} pages`, known.size > 15);
  // It shows nothing: it leads on to the community or to the choice of one.
  known.delete('PageId::Start');
  const listed = new Set((await listPages(stage.people)).map(({ shows }) => shows));
  equal('pages that no list knows', [...known].filter(page => !listed.has(page)), []);
  equal('pages that are listed and do not exist', [...listed].filter(page => !known.has(page)), []);
}

export const journeys = { zoomed, other_language, elder_view, dark, every_page_is_listed };
