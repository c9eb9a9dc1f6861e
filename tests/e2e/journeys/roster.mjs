// The roster as a table at a desk: sorted by its heads, kept in the address, exported as shown; and the search that a key
// opens on every page of the office.

import { readFileSync } from 'node:fs';

import { DESK } from '../stage/browser.mjs';
import { PHONES } from '../stage/people.mjs';
import { arrives, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;

const column = (page, number) => page.locator(`tbody tr td:nth-child(${number})`).allInnerTexts();
const sorted = page => page.locator('th[aria-sort]').innerText();

async function sorted_and_exported(stage) {
  const page = await stage.visit(`${HOME}/office/roster`, { as: PHONES.committee, size: DESK, worker: false });
  await settled(page);
  await untilEqual('the roster stands by its houses', () => sorted(page), words('office.address'));
  const houses = await column(page, 3);
  const numbers = houses.map(house => Number(/\d+/.exec(house)?.[0]));
  ok(`in the order of their numbers: ${numbers}`, numbers.every((number, at) => at === 0 || numbers[at - 1] <= number));
  const inTable = await page.locator('tbody tr').evaluateAll(rows => rows.filter(row => row.getBoundingClientRect().bottom <= 800).length);
  stage.note = `${inTable} rows at 800 px`;

  await page.locator('th').getByRole('button', { name: words('office.name'), exact: true }).click();
  await untilEqual('the roster stands by names', () => sorted(page), words('office.name'));
  const names = await column(page, 1);
  await press(page, 'shell.page-next');
  await until('the second page is shown', async () => (await column(page, 1))[0] !== names[0]);
  const second = await column(page, 1);
  await page.reload();
  await settled(page);
  equal('order and page are in the address', await column(page, 1), second);

  const building = page.getByLabel(words('office.building'), { exact: true });
  const name = await building.locator('option').nth(1).innerText();
  await building.selectOption(name);
  await press(page, 'office.search');
  await until('only that building is shown', async () => (await column(page, 3)).every(house => house.startsWith(name)));
  await press(page, 'import.export');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(name, { exact: true }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: words('import.export'), exact: true }).click()]);
  ok(`the name of the file: ${download.suggestedFilename()}`, /居民名册_\d{4}-\d{2}-\d{2}\.xlsx$/.test(download.suggestedFilename()));
  const bytes = readFileSync(await download.path());
  equal('it is an archive', bytes.subarray(0, 2).toString(), 'PK');
  ok('with texts', bytes.includes('户主') && bytes.includes(name) && !bytes.includes('<f>'));
}

async function searched_by_key(stage) {
  const page = await stage.visit(`${HOME}/office/roster`, { as: PHONES.committee, size: DESK, worker: false });
  await settled(page);
  const dialog = page.getByRole('dialog');
  await page.locator('h1').focus();
  await page.keyboard.press('/');
  await reads(dialog, 'office.palette-hint');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+k');
  await dialog.getByLabel(words('office.palette-word')).fill('李秀英');
  await page.keyboard.press('Enter');
  await readsText(dialog, /李秀英 138\*{4}/);
  await dialog.getByLabel(words('office.palette-word')).fill(words('office.bodies'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await arrives(page, `${HOME}/office/bodies`);

  // A supervisor sees that this search, too, was made.
  const watch = await stage.visit(`${HOME}/office/reveals`, { as: PHONES.supervisor, size: DESK, worker: false });
  await readsText(watch, '李秀英');
}

export const journeys = { sorted_and_exported, searched_by_key };
