// Photos and documents: a proposal with a photo that becomes public with its discussion, a post whose photo is hidden
// with it, and a meeting with public materials and photos and a signature sheet that is not public.

import { DESK } from '../stage/browser.mjs';
import { openMeeting } from '../stage/deliberation.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { choose, picture } from '../stage/pictures.mjs';
import { button, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { pattern, words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const PROPOSER = phoneOf(341);
const SPEAKER = phoneOf(342);
const TITLE = '东门雨棚漏水（示范数据）';

function document(name) {
  const text = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF';
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text) };
}

const dialogOf = page => page.getByRole('dialog').filter({ visible: true });

const send = (dialog, key) => dialog.getByRole('button', { name: words(key), exact: true }).click();

/** A picture that the page shows with its description, and that was really fetched. */
async function isSeen(page, caption) {
  const image = page.getByRole('img', { name: caption, exact: true });
  // The page may redraw it during scrolling.
  await until(`“${caption}” is painted`, () => image.evaluate(one => {
    one.scrollIntoView();
    return one.complete && one.naturalWidth > 0;
  }));
  return new URL(await image.getAttribute('src'), page.url()).pathname;
}

const lastOf = page => new URL(page.url()).pathname.split('/').at(-1);

async function statusFor(stage, path, phone) {
  const cookie = phone && (await stage.people.person(phone)).cookie;
  const reply = await fetch(stage.server.origin + path, { headers: cookie ? { cookie: `linli=${cookie}` } : {} });
  return reply.status;
}

async function matter(stage) {
  const { people } = stage;
  const page = await stage.visit(`${HOME}/matters/new`, { as: PROPOSER, worker: false });
  await page.locator('#field-title').fill(TITLE);
  await page.locator('#field-text').fill('东门的雨棚漏水好几个月了，下雨天没有地方躲，希望换一块新的。');
  await page.locator('#field-item').selectOption('pets');
  await press(page, 'matters.attach');
  const dialog = dialogOf(page);
  await dialog.getByLabel(words('files.choose'), { exact: true }).setInputFiles([picture('雨棚.png', [40, 90, 160])]);
  await readsText(dialog, words('files.sent', { name: '雨棚.png' }));
  await send(dialog, 'files.ready');
  await readsText(dialog, pattern('files.words-wrong'));
  await dialog.getByLabel(words('files.words', { name: '雨棚.png' }), { exact: true }).fill('雨棚中间裂了一条缝');
  await send(dialog, 'files.ready');
  await button(page, 'matters.attached', { count: 1 }).waitFor();
  await press(page, 'matters.propose');
  await until('the matter has a page', () => /^[0-9A-Z]{26}$/.test(lastOf(page)));
  const id = lastOf(page);
  const photo = await isSeen(page, '雨棚中间裂了一条缝');
  equal('a guest sees no photo of what only waits', await statusFor(stage, photo), 401);

  await press(page, 'matters.attach-to');
  await send(await choose(page, [{ file: document('报价.pdf'), caption: '换雨棚的报价' }]), 'files.attach');
  await page.getByRole('link', { name: /换雨棚的报价/ }).waitFor();

  const committee = await people.person(PHONES.committee);
  await committee.post(`/matters/${id}/pre-review`, { verdict: 'accept', reason: '大家都用得到，开放讨论。', days: 7 });
  const guest = await stage.visit(`${HOME}/matters/${id}`, { worker: false });
  await isSeen(guest, '雨棚中间裂了一条缝');
  equal('a guest may not attach', await button(guest, 'matters.attach-to').count(), 0);

  const speaker = await stage.visit(`${HOME}/matters/${id}`, { as: SPEAKER, worker: false });
  await press(speaker, 'matters.side.for');
  await speaker.locator('#field-post-text').fill('我也拍了一张，水都积在路上。');
  await press(speaker, 'matters.attach');
  await send(await choose(speaker, [{ file: picture('积水.png', [90, 120, 90]), caption: '门口的积水' }]), 'files.ready');
  await press(speaker, 'matters.post');
  await reads(speaker, 'matters.posted');
  const said = await isSeen(speaker, '门口的积水');
  equal('everybody sees it', await statusFor(stage, said), 200);

  const { rows: posts } = await committee.get(`/matters/${id}/posts`);
  await committee.post(`/posts/${posts[0].id}/hiding`, { rule: 'off-topic', reason: '与议题无关。', days: 3 });
  await guest.reload();
  await settled(guest);
  await readsText(guest, pattern('matters.hidden'));
  equal('a hidden post hides its photo', await guest.getByRole('img', { name: '门口的积水' }).count(), 0);
  equal('also by its address', await statusFor(stage, said), 401);
  equal('its author has it still', await statusFor(stage, said, SPEAKER), 200);
}

async function meeting(stage) {
  const { meeting: id } = await openMeeting(stage.people, { title: '楼道堆物怎么清（示范数据）' });
  const desk = await stage.visit(`${HOME}/office/meetings/${id}`, { as: PHONES.committee, size: DESK, worker: false });
  await reads(desk, 'office.sheets-why');
  equal('materials come before', await button(desk, 'office.add-materials').count(), 0);
  await press(desk, 'office.add-photos');
  await send(await choose(desk, [{ file: picture('会场.png', [150, 110, 70]), caption: '会场坐满了' }]), 'files.attach');
  await isSeen(desk, '会场坐满了');
  await press(desk, 'office.add-sheets');
  await send(await choose(desk, [{ file: picture('签到.png', [220, 220, 210]), caption: '签到表第一页' }]), 'files.attach');
  const sheet = await isSeen(desk, '签到表第一页');

  const resident = await stage.visit(`${HOME}/meetings/${id}`, { as: PHONES.resident, worker: false });
  await isSeen(resident, '会场坐满了');
  equal('no signatures for residents', await resident.getByRole('img', { name: '签到表第一页' }).count(), 0);
  for (const [who, status] of [[undefined, 401], [PHONES.resident, 403], [PHONES.supervisor, 200]]) {
    equal('who opens the sheet', await statusFor(stage, sheet, who), status);
  }
}

/** The attachments of the seed can be opened. */
async function seeded(stage) {
  const committee = await stage.people.person(PHONES.committee);
  const { page: ended } = await committee.get('/cases');
  const { file } = await committee.get(`/cases/${ended.rows[0].id}`);
  ok('a resolved case has papers', file.papers.length > 0);
  for (const paper of file.papers) {
    equal('a paper of the seed', await statusFor(stage, `/api/communities/${COMMUNITY}/files/${paper.file}`, PHONES.committee), 200);
  }
}

export const journeys = { matter, meeting, seeded };
