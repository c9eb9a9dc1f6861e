// Announcements: the office publishes one to a team, first with a resident's name in it; the reader finds it at home, reads
// it and puts it away; it is withdrawn. And a guest reads and prints a statutory one.

import { DESK } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { pattern, words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const TEAM = '银龄互助队';
const TITLE = '周五下午在长者学堂碰头';
/** The leader of that team. */
const READER = phoneOf(9);

const field = (dialog, name) => dialog.getByLabel(words(`field.announcements.${name}`), { exact: true });
const submit = (dialog, key) => dialog.getByRole('button', { name: words(key), exact: true }).click();

async function publish(office) {
  await press(office, 'announcements.new');
  const dialog = office.getByRole('dialog');
  await field(dialog, 'title').fill(TITLE);
  await field(dialog, 'text').fill('周五下午两点，请李秀英和各位队员到长者学堂。');
  await field(dialog, 'audience').selectOption('body');
  await field(dialog, 'body').selectOption({ label: TEAM });
  await submit(dialog, 'announcements.new');
  await dialog.getByText(pattern('refusal.announcements/personal-data-found')).filter({ visible: true }).first().waitFor();
  ok('the name is masked', await dialog.getByText('李**').first().isVisible());
  await field(dialog, 'text').fill('周五下午两点，请各位队员到长者学堂。');
  await submit(dialog, 'announcements.new');
  await dialog.waitFor({ state: 'hidden' });
  await readsText(office, TITLE);
}

async function told_read_and_withdrawn(stage) {
  const office = await stage.visit(`${HOME}/office/announcements`, { as: PHONES.committee, size: DESK, worker: false });
  await publish(office);
  const reader = await stage.visit(HOME, { as: READER, worker: false });
  const row = reader.getByRole('link', { name: TITLE }).filter({ hasText: words('announcements.unread') });
  await row.click();
  await reader.getByRole('heading', { level: 2, name: TITLE }).waitFor();
  const page = reader.url();
  await reader.goto(`${HOME}/notices`);
  await reader.getByRole('link', { name: words('notice.announcement', { title: TITLE }) }).click();
  await reader.getByRole('heading', { level: 2, name: TITLE }).waitFor();
  equal('the notice leads to it', reader.url(), page);
  await office.reload();
  await readsText(office, words('announcements.read-by', { readers: '1', addressed: '2' }));
  await press(reader, 'announcements.put-away');
  await reads(reader, 'announcements.put-away-done');
  await reader.goto(`${HOME}/announcements`);
  await settled(reader);
  equal('it left the list', await reader.getByRole('link', { name: TITLE }).count(), 0);
  await press(reader, 'announcements.past');
  await reader.getByRole('link', { name: TITLE }).waitFor();

  const label = words('shell.action-of', { action: words('announcements.withdraw'), title: TITLE });
  await office.getByRole('button', { name: label, exact: true }).click();
  const dialog = office.getByRole('dialog');
  await field(dialog, 'reason').fill('改到下周');
  await submit(dialog, 'announcements.withdraw');
  await dialog.waitFor({ state: 'hidden' });
  await reads(office, 'announcements.withdrawn');
  await reader.goto(page);
  await readsText(reader, /改到下周/);
  equal('the text is gone', await reader.getByText('请各位队员到长者学堂').count(), 0);
}

async function read_and_printed_by_a_guest(stage) {
  const guest = await stage.visit(HOME, { worker: false });
  await guest.getByRole('link', { name: /居务公开公告/ }).click();
  await reads(guest, 'announcements.stays');
  const seal = guest.getByText(words('announcements.seal'), { exact: true });
  equal('no place for a seal on the screen', await seal.isVisible(), false);
  await guest.emulateMedia({ media: 'print' });
  ok('it is on paper', await seal.isVisible());
  ok('with the code of the page', await guest.locator('.announcement .qr').isVisible());
  equal('the frame is not', await guest.locator('header.top').isVisible(), false);
}

export const journeys = { told_read_and_withdrawn, read_and_printed_by_a_guest };
