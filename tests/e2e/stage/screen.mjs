// Finds elements on a page as people do: by role and name, as a screen reader names them.
// Invariant: texts come from the app's own files by key, so that a journey reads like its actions.

import { untilEqual, until } from './until.mjs';
import { pattern, words } from './words.mjs';

/** The text of a key; values that were not given match anything. */
const said = (key, values) => (values || !/\{\w+\}/.test(words(key)) ? words(key, values) : pattern(key));

export const button = (page, key, values) => page.getByRole('button', { name: words(key, values), exact: true });
export const link = (page, key, values) => page.getByRole('link', { name: words(key, values) });
export const heading = page => page.getByRole('heading', { level: 1 });

export const press = (page, key, values) => button(page, key, values).click();
export const follow = (page, key, values) => link(page, key, values).first().click();
export const tab = (page, key) => page.locator('nav.tabs').getByRole('link', { name: words(key) }).click();

/** Waits until the text of a key is visible on the page. */
export const reads = (page, key, values) => readsText(page, said(key, values));
export const readsText = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();
export const gone = (page, key) => page.getByText(said(key)).first().waitFor({ state: 'hidden' });

/** `2 小时 5 分`, as the app writes a length of service. */
export function spoken(total) {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  if (hours === 0) return words('figures.minutes', { minutes });
  return minutes === 0 ? words('figures.hours', { hours }) : words('figures.hours-minutes', { hours, minutes });
}

/** Waits until the page shows no skeleton any more. */
export async function settled(page) {
  await page.waitForSelector('#main');
  await until(`${page.url()} is filled`, () => page.evaluate(() => !document.querySelector('[aria-busy="true"], .bone')));
}

export const pathOf = page => new URL(page.url()).pathname;
export const arrives = (page, path) => untilEqual('the address', () => pathOf(page), path);
export const title = (page, text) => untilEqual('the title of the window', () => page.title(), text);

/** The focused element, described for a failing test. */
export const focused = page => page.evaluate(() => {
  const element = document.activeElement;
  return element === document.body ? 'body' : `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} ${element.textContent.trim().slice(0, 40)}`;
});

/**
 * Waits until the service worker controls this page, so that it opens without a network: it first fetches the whole
 * program.
 */
export const kept = page => page.waitForFunction(() => navigator.serviceWorker?.controller?.state === 'activated', undefined, { timeout: 60_000 });

/** Takes the network away, for pages and for the service worker. */
export async function loseNetwork(context, door) {
  door.close();
  await context.setOffline(true);
}
export async function findNetwork(context, door) {
  door.open();
  await context.setOffline(false);
}

/** Chooses an action for a person of the roster. */
export async function choose(page, name, action) {
  const more = words('shell.action-of', { action: words('office.more'), title: name });
  await page.getByRole('button', { name: more, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: words(action), exact: true }).click();
}

/** Runs in the page: what reaches over the right edge of the screen; what scrolls inside its own frame does not count. */
export function sideways() {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return null;
  const found = [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1);
  return `${wide} px too wide: ${found.slice(-3).map(element => `${element.tagName.toLowerCase()}.${element.className}`).join(', ')}`;
}
