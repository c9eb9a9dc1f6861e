// A roster of twelve thousand people as a committee keeps it: chosen, its columns recognised, compared, corrected,
// decided, written, found, undone; and a newcomer entered by hand.

import { DESK } from '../stage/browser.mjs';
import { PHONES } from '../stage/people.mjs';
import { asGb18030, messyRoster } from '../stage/roster.mjs';
import { arrives, choose, press, reads, readsText } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const PEOPLE = 12_000;
const CHILD = '曾晓萌';

const issue = why => words(`import.issue-${why}`);

async function messy_file(stage) {
  const { rows, expected, lines } = messyRoster(PEOPLE);
  const page = await stage.visit(`${HOME}/office/roster`, { as: PHONES.committee, size: DESK, worker: false });
  await page.getByRole('link', { name: words('import.title') }).click();
  await arrives(page, `${HOME}/office/roster/import`);
  await page.getByLabel(words('import.file'), { exact: true }).setInputFiles({ name: '花名册.csv', mimeType: 'text/csv', buffer: asGb18030(rows, expected.badByteLine) });
  await readsText(page, '花名册.csv');
  equal('the title row is passed over', await page.getByLabel('公民身份号码（18位）').inputValue(), 'identity');
  equal('what is of no use is left', await page.getByLabel('备注').inputValue(), '');
  const begun = Date.now();
  await press(page, 'import.compare');
  await page.waitForURL(/roster\/import\/[0-9A-Z]{26}$/, { timeout: 120_000 });
  const compared_ms = Date.now() - begun;
  const clerk = await stage.people.person(PHONES.committee);
  const import_ = page.url().split('/').at(-1);
  const report = () => clerk.get(`/imports/${import_}?limit=1`);
  const { counts } = await report();
  equal('all lines came', counts.lines, lines);
  equal('refused', counts.refused, expected.bad.length);
  equal('doubtful', counts.doubtful, expected.doubtful);
  equal('new', counts.new, lines - expected.bad.length - expected.doubtful);
  for (const { line, why } of expected.bad) {
    const found = (await clerk.get(`/imports/${import_}?limit=1&after=${line - 1}`)).page.rows[0];
    ok(`line ${line} is refused for ${why}`, found.line === line && found.findings.some(finding => finding.issue === why));
  }

  // A day that does not exist is corrected in place.
  await page.getByRole('button', { name: words('import.refused') }).first().click();
  await readsText(page, issue('born-unreadable'));
  const row = page.getByRole('row').filter({ hasText: issue('born-unreadable') }).first();
  await row.getByRole('button', { name: words('import.mend') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('import.column-born')).fill('1953-02-28');
  await dialog.getByRole('button', { name: words('import.mend-send') }).click();
  await until('one less is refused', async () => (await report()).counts.refused === expected.bad.length - 1);

  await page.getByRole('button', { name: words('import.doubtful') }).first().click();
  await readsText(page, '冯桂兰');
  await page.getByRole('button', { name: words('import.is-new') }).click();
  await until('nothing is undecided', async () => (await report()).counts.undecided === 0);

  const before = (await clerk.get('/members')).total;
  const confirmed = Date.now();
  await press(page, 'import.confirm');
  await page.getByRole('dialog').getByRole('button', { name: words('import.confirm') }).click();
  await reads(page, 'import.is-confirmed');
  const written_ms = Date.now() - confirmed;
  const after = (await clerk.get('/members')).total;
  equal('so many more', after - before, lines - expected.bad.length + 1);
  const searched = performance.now();
  await clerk.post('/members/search?limit=50', { word: 'zw' });
  const search_ms = performance.now() - searched;

  await page.goto(`${HOME}/office/roster/import`);
  await page.getByRole('button', { name: words('import.undo') }).click();
  await page.getByRole('dialog').getByRole('button', { name: words('import.undo') }).click();
  await until('the roster is as before', async () => (await clerk.get('/members')).total === before);
  stage.note = `${lines} lines compared in ${(compared_ms / 1000).toFixed(1)} s, written in ${(written_ms / 1000).toFixed(1)} s; a search among them ${search_ms.toFixed(0)} ms with its way`;
}

/** A file that is not a roster is refused before anything is sent. */
async function no_roster(stage) {
  const page = await stage.visit(`${HOME}/office/roster/import`, { as: PHONES.deputy, size: DESK, worker: false });
  const take = (name, buffer) => page.getByLabel(words('import.file'), { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer });
  await take('a.csv', Buffer.from('今天的会议记录\n'));
  await reads(page, 'import.no-heading');
  await take('b.csv', Buffer.from('姓名,性别\n'));
  await reads(page, 'import.no-lines');
  await take('c.xlsx', Buffer.from('PK\u0003\u0004 no spreadsheet'));
  await reads(page, 'import.unreadable');
  await take('d.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 0x41));
  await readsText(page, words('import.too-large', { megabytes: '20' }));
}

async function find(page, word) {
  await page.getByLabel(words('office.search-roster')).fill(word);
  await press(page, 'office.search');
}

/**
 * A child moves in; faults are shown where they are typed; the guardian is named, and the papers are printed in large
 * print.
 */
async function a_child_moves_in(stage) {
  const page = await stage.visit(`${HOME}/office/roster`, { as: PHONES.committee, size: DESK, worker: false });
  await press(page, 'office.arrival');
  const dialog = page.getByRole('dialog');
  const type = (column, text) => dialog.getByLabel(words(`import.column-${column}`), { exact: true }).fill(text);
  await type('name', CHILD);
  await type('born', '2019-02-30');
  await type('building', '9号楼');
  await type('unit', '1单元');
  await type('door', '909');
  await dialog.getByRole('button', { name: words('office.arrival-sure') }).click();
  await readsText(dialog, words('import.issue-born-unreadable'));
  await type('born', '2019-02-28');
  await dialog.getByRole('button', { name: words('office.arrival-sure') }).click();
  await reads(page, 'office.arrived', { name: CHILD });

  // 曾 has two readings; the counter knows the person as zxm.
  await find(page, 'zxm');
  await readsText(page, CHILD);
  await readsText(page, words('office.no-guardian'));
  await choose(page, CHILD, 'office.guardian-sure');
  await dialog.getByLabel(words('office.search-roster')).fill('李秀英');
  await dialog.getByRole('button', { name: words('office.search'), exact: true }).click();
  await dialog.getByLabel(words('field.members/name-guardian.guardian'), { exact: true }).locator('option', { hasText: '李秀英' }).first().waitFor({ state: 'attached' });
  await dialog.getByLabel(words('field.reason')).fill('户口簿已核对');
  await dialog.getByRole('button', { name: words('office.guardian-sure'), exact: true }).click();
  await readsText(page, words('office.ward-of', { guardian: '李秀英' }));
  await choose(page, CHILD, 'office.needs');
  await dialog.getByLabel(words('field.members/note-needs.print')).selectOption('large');
  await dialog.getByRole('button', { name: words('office.needs'), exact: true }).click();
  await readsText(page, words('office.print-large'));
  equal('the dialog is gone', await dialog.count(), 0);

  // A supervisor sees who was searched for, and by whom.
  const watch = await stage.visit(`${HOME}/office/reveals`, { as: PHONES.supervisor, size: DESK, worker: false });
  await readsText(watch, 'zxm');
}

/**
 * A change of the roster while lines wait makes them be compared again, so the two journeys run one after the other.
 */
async function messy_file_then_a_child(stage) {
  await messy_file(stage);
  const note = stage.note;
  await a_child_moves_in(stage);
  stage.note = note;
}

export const journeys = { messy_file_then_a_child, no_roster };
