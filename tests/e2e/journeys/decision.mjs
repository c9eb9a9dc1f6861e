// From a resident's concern to a resolution: proposed, co-signed, pre-reviewed, discussed, summarised, and taken
// through the four deliberations, by residents, committee, branch, adviser, teller and representatives. Days pass: it
// has a server of its own, whose clock and the pages' clock are put ahead.

import { DESK } from '../stage/browser.mjs';
import { DAY, announce, attach, close, dayOf, end, hold, link, list, local, onRoll, open, put } from '../stage/assemblies.mjs';
import { elsewhere } from '../stage/elsewhere.mjs';
import { PHONES, codeAt, phoneOf } from '../stage/people.mjs';
import { arrives, button, follow, pathOf, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { guardIds } from '../stage/guards.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { pattern, speaking, words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const OFFICE = `${HOME}/office`;
const TITLE = '8号楼1单元加装电梯';
const ADVISER = '13800000100';
const BRANCH = '13800000106';
const REPRESENTATIVE = '13800000108';

const lastOf = page => pathOf(page).split('/').at(-1);
const dialogOf = page => page.getByRole('dialog').filter({ visible: true });
const send = (dialog, key) => dialog.getByRole('button', { name: words(key), exact: true }).click();
const fill = (within, name, text) => within.locator(`#field-${name}`).fill(text);
const select = (within, name, value) => within.locator(`#field-${name}`).selectOption(value);

/** A decision in progress: the people, and what is open. */
class Walk {
  constructor(stage) {
    this.stage = stage;
    /** Conditions that a page showed as missing. */
    this.missing = new Set();
  }

  /**
   * The missing conditions on the case's page; a step with a missing condition cannot be closed, and the page says why.
   */
  async lacking(desk) {
    await reads(desk, 'decisions.missing');
    const text = await desk.locator('#main').innerText();
    for (const id of guardIds()) if (text.includes(words(`decisions.lack.${id}`))) this.missing.add(id);
    ok('the step cannot be closed here', await button(desk, 'office.close-step').isDisabled());
    await readsText(desk, pattern('decisions.missing-count'));
    const { row: { step } } = await this.officers.chair.get(`/cases/${this.case}`);
    const refused = await close(this.officers, this.case, step).then(() => 'it was closed', refusal => refusal.code);
    equal('nor by a request', refused, 'decisions/step-not-ready');
  }

  /** Lets days pass. Sessions of offices have ended by then, and pages are opened again. */
  async pass(minutes) {
    for (const context of this.stage.contexts.splice(0)) await context.close();
    await this.stage.server.pass(minutes);
    this.stage.people.forget();
    const [chair, teller] = [await this.stage.people.person(PHONES.committee), await this.stage.people.person(PHONES.deputy)];
    this.officers = { chair, teller };
  }

  desk(path, as = PHONES.committee) {
    return this.stage.visit(`${OFFICE}/${path}`, { as, size: DESK, worker: false });
  }

  phone(path, as) {
    return this.stage.visit(`${HOME}/${path}`, { as, worker: false });
  }

  inMinutes(minutes) {
    return this.stage.people.now() + minutes * 60_000;
  }

  async checkIn(meeting, phone) {
    const { key } = await this.officers.chair.get(`/meetings/${meeting}/check-in-key`);
    const page = await this.phone(`meetings/${meeting}`, phone);
    await page.locator('#meeting-code').fill(codeAt(key, this.stage.people.now()));
    await press(page, 'meetings.check-in');
    await reads(page, 'meetings.checked-in');
    return page;
  }
}

async function propose(walk) {
  const { people } = walk.stage;
  const page = await walk.phone('matters/new', PHONES.resident);
  await fill(page, 'title', TITLE);
  await fill(page, 'text', '六层楼没有电梯，老人上下楼全靠扶手。希望大家商量位置、出资和低层住户的补偿。');
  await select(page, 'item', 'lifts');
  await reads(page, 'matters.flag.needs-legal-opinion');
  await press(page, 'matters.propose');
  await until('the matter has a page', () => /\/matters\/[0-9A-Z]{26}$/.test(pathOf(page)));
  walk.matter = lastOf(page);
  await readsText(page, TITLE);
  await reads(page, 'matters.stage.collecting');
  await reads(page, 'matters.next-collecting');
  for (let number = 310; number < 330; number += 1) {
    const neighbour = await people.person(phoneOf(number));
    const { stage } = await neighbour.post(`/matters/${walk.matter}/cosigners`, {});
    if (stage !== 'collecting') break;
  }
  await page.reload();
  await reads(page, 'matters.stage.pre-review');
  await reads(page, 'matters.next-review');
}

async function discuss(walk) {
  const { people } = walk.stage;
  const desk = await walk.desk('matters');
  const name = words('shell.action-of', { action: words('office.pre-review'), title: TITLE });
  await desk.getByRole('button', { name, exact: true }).click();
  const dialog = dialogOf(desk);
  await fill(dialog, 'reason', '涉及全单元住户，属于协商事项，开放讨论。');
  await fill(dialog, 'days', '7');
  await send(dialog, 'office.pre-review-sure');
  await reads(desk, 'office.pre-reviewed');

  const page = await walk.phone(`matters/${walk.matter}`, PHONES.neighbour);
  await fill(page, 'post-text', '一楼担心挡光和噪声，方案里要写清楚。');
  // Nobody's opinion is chosen for them.
  await press(page, 'matters.post');
  await page.getByRole('alert').getByText(words('form.choose')).waitFor();
  await press(page, 'matters.side.against');
  await press(page, 'matters.post');
  await reads(page, 'matters.posted');
  await page.locator('.post.fresh').getByText('一楼担心挡光').waitFor();
  for (const [number, side, text] of [[331, 'for', '五楼腿脚不便，盼了几年。'], [332, 'neutral', '出资按楼层分，先把账算明白。']]) {
    const speaker = await people.person(phoneOf(number));
    await speaker.post(`/matters/${walk.matter}/posts`, { side, text, version: 1, files: [] });
  }
  await page.reload();
  await readsText(page, '一楼担心挡光和噪声，方案里要写清楚。');
  await readsText(page, '出资按楼层分，先把账算明白。');

  await walk.pass(8 * DAY);
  const later = await walk.desk('matters');
  const summary = words('shell.action-of', { action: words('office.summarise'), title: TITLE });
  await later.getByRole('button', { name: summary, exact: true }).click();
  await fill(dialogOf(later), 'text', '多数赞成；一楼要求不挡光、不出资，写进方案。');
  await send(dialogOf(later), 'office.summarise');
  await reads(later, 'office.summarised');
}

/** The case is opened, and everybody sees what its first step lacks. The first meeting is announced with the form. */
async function openCase(walk) {
  const desk = await walk.desk('cases');
  await press(desk, 'office.open-case');
  await dialogOf(desk).locator('#field-matter').selectOption({ label: TITLE });
  await send(dialogOf(desk), 'office.open-case');
  await until('the case has a page', () => /\/office\/cases\/[0-9A-Z]{26}$/.test(pathOf(desk)));
  walk.case = lastOf(desk);
  const page = await walk.phone(`cases/${walk.case}`);
  await readsText(page, words('decisions.missing-count', { count: 1 }));
  await reads(page, 'decisions.lack.meeting');

  await walk.lacking(desk);
  await follow(desk, 'office.announce');
  await arrives(desk, `${OFFICE}/meetings/new`);
  await settled(desk);
  equal('the form is that of the step', await desk.locator('#field-form').inputValue(), 'branch-committee-meeting');
  equal('the electorate follows', await desk.locator('#field-electorate').inputValue(), 'branch-committee');
  await fill(desk, 'place', '党群服务中心会议室');
  await fill(desk, 'starts_at', local(walk.inMinutes(2 * DAY + 10)));
  await fill(desk, 'agenda', '方案说明 20\n表决 10');
  await select(desk, 'chair', walk.officers.chair.me.member);
  await select(desk, 'teller', walk.officers.teller.me.member);
  // Linking and drafting are walked by hand here; paper_meeting.mjs leaves both to the announcement.
  await select(desk, 'ballot', '');
  await press(desk, 'office.announce');
  await until('the meeting has a page', () => /\/office\/meetings\/[0-9A-Z]{26}$/.test(pathOf(desk)));
  walk.branch = lastOf(desk);
  await desk.goto(new URL(`${OFFICE}/cases/${walk.case}`, desk.url()).href);
  await press(desk, 'office.link-meeting');
  await send(dialogOf(desk), 'office.link-meeting');
  await reads(desk, 'office.linked');

}

/** Votes by name from a phone. */
async function votes(page, walk, ballot) {
  await page.goto(new URL(`${HOME}/ballots/${ballot}`, page.url()).href);
  await press(page, 'meetings.choice.for');
  await send(dialogOf(page), 'ballot.send');
  await reads(page, 'ballot.cast');
}

/** The branch's committee, entirely by pages. */
async function branch(walk) {
  const { people } = walk.stage;
  const desk = await walk.desk(`meetings/${walk.branch}`);
  await press(desk, 'office.open-meeting');
  await reads(desk, 'office.close-meeting');
  const phone = await walk.checkIn(walk.branch, BRANCH);
  await desk.reload();
  await reads(desk, 'meetings.how.code');
  const ticks = desk.locator('ul.roll input[type=checkbox]');
  for (let at = 0, count = await ticks.count(); at < count; at += 1) await ticks.nth(at).check();
  await press(desk, 'office.list-voters');
  await reads(desk, 'meetings.how.list');

  await press(desk, 'office.draft-ballot');
  equal('the decision is offered first', await dialogOf(desk).locator('#field-about').inputValue(), walk.case);
  await readsText(desk, `是否同意提出“${TITLE}”`);
  await select(dialogOf(desk), 'method', 'open');
  await send(dialogOf(desk), 'office.draft-ballot');
  await press(desk, 'office.open-ballot');
  await reads(desk, 'office.close-ballot');
  const { ballots: [{ ballot, turnout }] } = await walk.officers.chair.get(`/meetings/${walk.branch}/ballots`);
  await votes(phone, walk, ballot);
  const { page: { rows } } = await walk.officers.chair.get(`/meetings/${walk.branch}/roll?limit=100`);
  const others = await onRoll(people, rows, [PHONES.committee, ...[101, 102, 103, 104, 105, 107].map(phoneOf)]);
  equal('the whole committee is known', others.length, rows.length - 1);
  for (const other of others) await other.post(`/ballots/${ballot}/votes`, { voter: other.me.member, choice: 'for', revision: turnout.revision });

  await desk.reload();
  await press(desk, 'office.close-ballot');
  await readsText(desk, words('ballot.counts', { for: rows.length, against: 0, abstain: 0, invalid: 0 }));
  await press(desk, 'office.close-meeting');
  await send(dialogOf(desk), 'office.close-meeting');
  await until('the meeting is over', async () => (await button(desk, 'office.close-meeting').count()) === 0);
  for (const [at, text] of ['说明了方案。', '一致同意。', '无。'].entries()) await fill(desk, `item-${at + 1}`, text);
  await press(desk, 'office.write-minutes');
  await press(desk, 'office.sign-minutes');
  await reads(desk, 'office.minutes-signed');
  const second = await walk.desk(`meetings/${walk.branch}`, PHONES.deputy);
  await press(second, 'office.sign-minutes');
  await reads(second, 'office.minutes-adopted');
  await attach(walk.stage.server, walk.officers, walk.case, 'proposal', 1);
  await close(walk.officers, walk.case, 'proposal');
}

async function jointAndParty(walk) {
  const { server } = walk.stage;
  const about = { matter: walk.matter, case: walk.case, title: TITLE };
  const call = (form, electorate, step) => announce(walk.officers, { ...about, form, electorate, step, starts_at: walk.inMinutes(4 * DAY) });
  walk.joint = await call('joint-meeting', 'joint-committees', 'joint-deliberation');
  await walk.pass(4 * DAY + 5);
  await link(walk.officers, walk.case, 'joint-deliberation', walk.joint);
  await hold(walk.officers, walk.joint);
  await attach(server, walk.officers, walk.case, 'joint-deliberation', 2);
  await close(walk.officers, walk.case, 'joint-deliberation');

  walk.party = await call('party-members-meeting', 'party-members', 'party-review');
  await link(walk.officers, walk.case, 'party-review', walk.party);
  const desk = await walk.desk(`cases/${walk.case}`);
  await walk.lacking(desk);
  await press(desk, 'office.deliver');
  await reads(desk, 'office.delivered');
  await walk.pass(4 * DAY + 5);
  await hold(walk.officers, walk.party);
  await attach(server, walk.officers, walk.case, 'party-review', 3);
  await close(walk.officers, walk.case, 'party-review');
}

/** The further requirements of the last step: an authorisation, the adviser's opinion, a meeting called in time. */
async function prepare(walk) {
  const now = walk.stage.people.now();
  await walk.lacking(await walk.desk(`cases/${walk.case}`));
  const authorised = { codes: ['lifts'], from: dayOf(now - DAY * 60_000), until: dayOf(now + 365 * DAY * 60_000), basis: '居民会议授权决定（示范数据）' };
  await walk.officers.chair.post('/authorisations', authorised);
  await walk.officers.chair.post(`/cases/${walk.case}/opinions`, { of: 'adviser' });
  const desk = await walk.desk('', ADVISER);
  await reads(desk, 'decisions.lack.legal-opinion');
  await desk.getByRole('link', { name: TITLE, exact: true }).click();
  await arrives(desk, `${OFFICE}/cases/${walk.case}`);
  await press(desk, 'office.give-opinion');
  await fill(dialogOf(desk), 'text', '程序合法，低层住户的补偿应写明。');
  await send(dialogOf(desk), 'office.give-opinion');
  await reads(desk, 'office.opinion-given');
  const about = { matter: walk.matter, case: walk.case, title: TITLE, step: 'resolution' };
  const starts_at = walk.inMinutes(8 * DAY + 10);
  walk.last = await announce(walk.officers, { ...about, form: 'representatives-meeting', electorate: 'representatives', starts_at });
  await link(walk.officers, walk.case, 'resolution', walk.last);

  const page = await walk.phone(`cases/${walk.case}`, PHONES.resident);
  await reads(page, 'decisions.verdict.agree');
  // A week before the meeting nothing has failed, and the page says what the meeting needs.
  const talk = await walk.phone(`matters/${walk.matter}`, PHONES.resident);
  await reads(talk, 'decided.deciding');
  await follow(talk, 'matters.to-meeting');
  await arrives(talk, `${HOME}/meetings/${walk.last}`);
  await talk.goBack();
  await follow(talk, 'matters.to-decision');
  await arrives(talk, `${HOME}/cases/${walk.case}`);
  await reads(page, 'decisions.ready-to-meet');
  await readsText(page, pattern('decisions.day-quorum'));
  await readsText(page, pattern('decisions.day-present'));
  equal('nothing is told as missing', await page.locator('.sign.amber').count(), 0);
}

/** One person votes in secret on the phone, the others on paper that two people count. */
async function resolve(walk) {
  const { chair } = walk.officers;
  const rows = await open(walk.officers, walk.last);
  const phone = await walk.checkIn(walk.last, REPRESENTATIVE);
  const her = (await walk.stage.people.person(REPRESENTATIVE)).me.member;
  const others = rows.filter(row => row.voter !== her).slice(0, 69);
  await list(walk.officers, walk.last, others);
  const { ballot, revision } = await put(walk.officers, walk.last, 'secret');
  await chair.post(`/ballots/${ballot}/papers`, { voters: others.map(({ voter }) => voter), revision });
  await phone.goto(new URL(`${HOME}/ballots/${ballot}`, phone.url()).href);
  await reads(phone, 'ballot.token-ready');
  await press(phone, 'meetings.choice.for');
  await send(dialogOf(phone), 'ballot.send');
  await reads(phone, 'ballot.sealed', { seconds: 20 });
  await phone.getByText(words('ballot.in-urn'), { exact: true }).first().waitFor({ timeout: 30_000 });

  const counts = { for: 59, against: 6, abstain: 3, invalid: 1 };
  await chair.post(`/ballots/${ballot}/count`, { ...counts, revision });
  const second = await walk.desk(`meetings/${walk.last}`, PHONES.deputy);
  await press(second, 'office.count-again');
  for (const [name, count] of Object.entries(counts)) await fill(dialogOf(second), name, String(count));
  await send(dialogOf(second), 'office.count-again');
  await reads(second, 'office.counts-agree');
  await chair.post(`/ballots/${ballot}/closing`, { revision });
  await phone.reload();
  await reads(phone, 'ballot.for', { count: 60 });
  await reads(phone, 'ballot.my-receipt');
  await end(walk.officers, walk.last);
  await attach(walk.stage.server, walk.officers, walk.case, 'resolution', 4);

  const desk = await walk.desk(`cases/${walk.case}`);
  await reads(desk, 'decisions.nothing-missing');
  await press(desk, 'office.close-step');
  await send(dialogOf(desk), 'office.close-step');
  await until('the case has ended', async () => (await button(desk, 'office.close-step').count()) === 0);
}

/** Any reader can recompute the certificates. */
async function check(walk) {
  const page = await walk.phone(`cases/${walk.case}`);
  await reads(page, 'decided.passed');
  await reads(page, 'decisions.result-passed');
  equal('the figures stand on top', await page.locator('dl.figures dd').allInnerTexts(), ['60', '6', '3']);
  await readsText(page, pattern('decisions.result-won'));
  const folds = page.locator('details.fold');
  equal('each step has its certificate', await folds.count(), 4);
  for (let at = 0; at < 4; at += 1) {
    const fold = folds.nth(at);
    await fold.locator('summary').click();
    await fold.getByRole('button', { name: words('decisions.check'), exact: true }).click();
    await fold.getByText(words('decisions.checked')).waitFor();
  }
  await readsText(page, words('decisions.votes', { for: 60, against: 6, abstain: 3, invalid: 1 }));
  const decides = page.getByText(words('decisions.effect.decides'), { exact: true });
  equal('each step says which vote decided it', await decides.count(), 4);
  const matter = await walk.phone(`matters/${walk.matter}`);
  await reads(matter, 'decided.passed');
  await matter.locator('details.fold summary').last().click();
  await reads(matter, 'matters.event.deciding');
}

const from_a_concern_to_a_resolution = stage => elsewhere(stage, async () => {
  const walk = new Walk(stage);
  await propose(walk);
  await discuss(walk);
  await openCase(walk);
  await walk.pass(2 * DAY + 15);
  await branch(walk);
  await jointAndParty(walk);
  await prepare(walk);
  await walk.pass(8 * DAY + 15);
  await resolve(walk);
  await check(walk);
  stage.note = `${walk.missing.size} of ${guardIds().length} conditions were missing on the way: ${[...walk.missing].join(', ')}`;
  ok('days have passed', stage.server.ahead_ms > 20 * DAY * 60_000);
});
from_a_concern_to_a_resolution.aside = true;

/** The same in English and in large print. */
const in_english_and_large = stage => {
  stage.kept = { lang: 'en', view: 'elder' };
  return speaking('en', () => from_a_concern_to_a_resolution(stage));
};
in_english_and_large.aside = true;

export const journeys = { from_a_concern_to_a_resolution, in_english_and_large };
