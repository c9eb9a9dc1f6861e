// The first day of a community: opened by the operator; its first clerk signs in, imports the roster, creates bodies
// and seats people; a representative moves away, an old man is helped without a phone, a resident takes a copy of the
// data and closes the account, and every minute of service is still recorded.
//
// Invariant: each run has a community of its own (示范数据), so that it contains only what the journey made.

import { readFileSync } from 'node:fs';
import { DESK } from '../stage/browser.mjs';
import { codeAt } from '../stage/people.mjs';
import { asGb18030, identity, messyRoster } from '../stage/roster.mjs';
import { arrives, pathOf, readsText, settled } from '../stage/screen.mjs';
import { openCommunity } from '../stage/second.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const MINUTE_MS = 60_000;
const CLERK = { clerk: '示范社工', phone: '13700090001' };
/** People whom the journey must find again, with surnames that nobody else in the file has. */
const [DIRECTOR, MOVER, STAYER, OLD_MAN] = ['宋明理', '龚向阳', '邓春来', '许守田'];
const MOVERS_PHONE = '13700090012';
/** Entered before the file, for a service that runs while the file is read. */
const [LEADER, RESIDENT] = [{ name: '罗带队', phone: '13700090021' }, { name: '贺自愿', phone: '13700090022' }];

const person = (name, born, phone, door) => ['', name, '', '', born, phone, '92', '1', door, '户主', '', ''];
const ALSO = [
  person(DIRECTOR, '1975-05-06', '13700090011', '101'),
  person(MOVER, '1982-07-08', MOVERS_PHONE, '102'),
  person(STAYER, '1979-09-10', '13700090013', '103'),
  person(OLD_MAN, '1941-03-02', '', '104'),
];

/** The language and appearance of a run, the clerk's actions on pages, and the clerk's requests to the API. */
class Clerk {
  constructor(stage, run) {
    Object.assign(this, { stage, ...run, home: `/c/${run.code}`, base: `/api/communities/${run.code}` });
  }

  say(key, values) {
    return words(key, values, this.lang);
  }

  action(key, title) {
    return this.say('shell.action-of', { action: this.say(key), title });
  }

  button(within, key) {
    return within.getByRole('button', { name: this.say(key), exact: true });
  }

  reads(within, key, values) {
    return readsText(within, this.say(key, values));
  }

  get dialog() {
    return this.page.getByRole('dialog');
  }

  field(key) {
    return this.dialog.getByLabel(this.say(key), { exact: true });
  }

  /** Presses the final button of a dialog, which then closes. */
  async sure(key) {
    await this.button(this.dialog, key).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  async open(path) {
    await this.page.goto(`${this.home}/${path}`);
    await settled(this.page);
  }

  /** The session that the clerk opened in the browser, used for the API. */
  async ask(method, path, body) {
    const cookies = await this.page.context().cookies(this.stage.server.origin + this.base);
    const { value } = cookies.find(cookie => cookie.name === 'linli');
    return (await this.stage.people.ask(method, this.base + path, { cookie: value, body })).value;
  }

  async find(word) {
    await this.page.getByLabel(this.say('office.search-roster')).fill(word);
    await this.button(this.page, 'office.search').click();
    await readsText(this.page, word);
  }

  async choose(name, key) {
    await this.page.getByRole('button', { name: this.action('office.more', name), exact: true }).click();
    await this.button(this.dialog, key).click();
  }

  card(body) {
    return this.page.locator('section.card').filter({ has: this.page.getByRole('heading', { name: body, exact: true }) });
  }

  async make(kind, name) {
    await this.button(this.page, 'bodies.new').click();
    await this.field('field.members/create-body.kind').selectOption(kind);
    await this.field('field.members/create-body.name').fill(name);
    await this.sure('bodies.new');
    await this.card(name).waitFor();
  }

  async seat(body, { name, post, how, basis }) {
    await this.card(body).getByRole('button', { name: this.say('bodies.fill') }).last().click();
    await this.field('office.search-roster').fill(name);
    await this.button(this.dialog, 'office.search').click();
    await this.dialog.locator('#field-member option', { hasText: name }).first().waitFor({ state: 'attached' });
    await this.field('field.post').selectOption(post);
    await this.field('field.members/fill-seat.how').selectOption(how);
    await this.field('field.members/fill-seat.basis').fill(basis);
    await this.sure('bodies.fill');
    await this.card(body).getByText(name).first().waitFor();
  }
}

async function signs_in(clerk) {
  await openCommunity(clerk.stage.people, clerk.stage.server, { code: clerk.code, name: clerk.name, ...CLERK });
  clerk.page = await clerk.stage.visit(`${clerk.home}/sign-in`, { size: DESK, worker: false, kept: { lang: clerk.lang, view: clerk.view } });
  const { page } = clerk;
  await page.getByLabel(clerk.say('sign-in.phone')).fill(CLERK.phone);
  await clerk.button(page, 'sign-in.ask').click();
  await clerk.button(page, 'sign-in.inbox-fill').click();
  await untilEqual('the code was filled in', () => page.getByLabel(clerk.say('sign-in.code')).inputValue().then(code => code.length), 6);
  await clerk.button(page, 'sign-in.send').click();
  await arrives(page, clerk.home);
  await clerk.reads(page, 'sign-in.welcome', { name: CLERK.clerk });
  equal('the view', await page.evaluate(() => document.documentElement.dataset.view ?? 'normal'), clerk.view);
}

/** Enters two people before the file comes, and the team that one of them leads. */
async function writes_two_down(clerk) {
  const cells = ({ name, phone }, door) => [name, '', '1980-01-02', '', phone, '', '92', '1', door, '', '', '', ''];
  const opening = { file: '先登记的两人', lines: 2, headings: [], columns: [] };
  const { import: id } = await clerk.ask('POST', '/imports', opening);
  const lines = [LEADER, RESIDENT].map((who, at) => ({ line: at + 1, values: cells(who, `20${at}`), from_above: false }));
  await clerk.ask('POST', `/imports/${id}/lines`, { lines });
  await clerk.ask('POST', `/imports/${id}/confirmation`);
  const { people } = clerk.stage;
  const [leader, resident] = [await people.person(LEADER.phone, clerk.code), await people.person(RESIDENT.phone, clerk.code)];
  const { body: team } = await clerk.ask('POST', '/bodies', { kind: 'volunteer-team', name: `${clerk.name}志愿服务队` });
  const day = at_ms => new Date(at_ms + 8 * 60 * MINUTE_MS).toISOString().slice(0, 10);
  const term = { from: day(Date.now()), until: day(Date.now() + 300 * 24 * 60 * MINUTE_MS) };
  await clerk.ask('POST', `/bodies/${team}/seats`, { member: leader.me.member, post: 'team-leader', ...term, how: 'appointed', basis: '队员推举', duties: '' });
  return { leader, resident, team };
}

/** A service that runs while the file is read: only the server's clock can pass its minute. */
async function service_begins(clerk, { leader, resident, team }) {
  const starts_at = Date.now() + 10_000;
  const draft = { title: '守楼道口', place: '92栋门口', plan: '轮流值守', body: team, starts_at, ends_at: starts_at + 60 * MINUTE_MS, capacity: 5 };
  const { activity } = await clerk.ask('POST', '/activities', draft);
  const { key } = await leader.get(`/activities/${activity}/check-in-key`);
  await resident.post(`/activities/${activity}/sign-ups`);
  const report = () => ({ code: codeAt(key, Date.now()), at: Date.now() });
  await resident.post(`/activities/${activity}/check-ins`, report());
  return { activity, report, minute_over_at: Math.max(starts_at, Date.now()) + MINUTE_MS + 1_000 };
}

/** The service ends, and the leader confirms the measured minutes. */
async function service_ends(clerk, { leader, resident }, { activity, report, minute_over_at }) {
  await until('a minute of service has passed', () => Date.now() >= minute_over_at, 2 * MINUTE_MS);
  await resident.post(`/activities/${activity}/check-outs`, report());
  const { rows } = await leader.get(`/activities/${activity}/attendance`);
  const { service } = rows.find(row => row.member === resident.me.member);
  await leader.post(`/activities/${activity}/confirmations`, { services: [{ service: service.id }] });
  return ok('at least a minute was measured', service.measured_minutes);
}

/**
 * All entries add up to the total, each running total matches the next one, and all totals match the community's
 * figure.
 */
async function balances(clerk, member, minutes) {
  const { page: { rows: entries }, total_minutes, pending } = await clerk.ask('GET', `/members/${member}/hours`);
  equal('the statement’s total', total_minutes, minutes);
  equal('the sum of its entries', entries.reduce((sum, entry) => sum + entry.minutes, 0), minutes);
  equal('the newest running total', entries[0]?.total_minutes ?? 0, minutes);
  equal('nothing hangs in between', pending.length, 0);
  const { service_minutes_this_year, services_this_year } = await clerk.ask('GET', '');
  equal('the community’s figures', [service_minutes_this_year, services_this_year], [minutes, minutes > 0 ? 1 : 0]);
}

async function brings_in_the_roster(clerk) {
  const { page } = clerk;
  const { rows, expected, lines } = messyRoster(clerk.people, { stranger: ['冯桂兰', CLERK.phone], also: ALSO });
  const before = (await clerk.ask('GET', '/members')).total;
  await clerk.open('office/roster/import');
  await page.getByLabel(clerk.say('import.file'), { exact: true }).setInputFiles({ name: '花名册.csv', mimeType: 'text/csv', buffer: asGb18030(rows, expected.badByteLine) });
  await readsText(page, '花名册.csv');
  const chosen_at = Date.now();
  await clerk.button(page, 'import.compare').click();
  await page.waitForURL(/roster\/import\/[0-9A-Z]{26}$/, { timeout: 120_000 });
  const compared_ms = Date.now() - chosen_at;
  const report = path => clerk.ask('GET', `/imports/${pathOf(page).split('/').at(-1)}?${path}`);
  const counts = async () => (await report('limit=1')).counts;
  const { refused, doubtful } = await counts();
  equal('refused and doubtful', [refused, doubtful], [expected.bad.length, expected.doubtful]);

  // The faults line by line, with the line numbers of the file.
  await page.getByRole('button', { name: clerk.say('import.refused') }).first().click();
  await untilEqual('a row for each', () => page.locator('tbody tr').count(), expected.bad.length);
  const texts = await page.locator('tbody tr').allInnerTexts();
  for (const { line, why } of expected.bad) {
    const shown = texts.filter(text => text.includes(clerk.say(`import.issue-${why}`)) && text.replaceAll(/[,，\s]/g, '').includes(String(line)));
    ok(`line ${line} is told to be ${why}`, shown.length > 0);
  }
  const mended = [
    ['born-unreadable', 'born', '1953-02-28'],
    ['identity-check-digit', 'identity', identity(501, false)],
  ];
  for (const [issue, column, right] of mended) {
    const row = page.getByRole('row').filter({ hasText: clerk.say(`import.issue-${issue}`) }).first();
    await row.getByRole('button', { name: clerk.say('import.mend') }).click();
    await clerk.field(`import.column-${column}`).fill(right);
    await clerk.sure('import.mend-send');
  }
  await untilEqual('two less are refused', async () => (await counts()).refused, expected.bad.length - 2);
  await page.getByRole('button', { name: clerk.say('import.doubtful') }).first().click();
  await readsText(page, '冯桂兰');
  await page.getByRole('button', { name: clerk.say('import.is-skipped') }).click();
  await untilEqual('nothing is undecided', async () => (await counts()).undecided, 0);

  const confirmed_at = Date.now();
  await clerk.button(page, 'import.confirm').click();
  await clerk.button(clerk.dialog, 'import.confirm').click();
  await clerk.reads(page, 'import.is-confirmed');
  const written_ms = Date.now() - confirmed_at;
  const written = (await clerk.ask('GET', '/members')).total - before;
  equal('so many more', written, lines - expected.bad.length + 2 - expected.doubtful);
  const seconds = ms => `${(ms / 1000).toFixed(1)} s`;
  clerk.stage.note = `${lines} lines from press to roster in ${seconds(compared_ms + written_ms)}: compared in ${seconds(compared_ms)}, written in ${seconds(written_ms)}`;
}

/** The committee that the opening created gets a director; residents' representatives get a meeting. */
async function seats_people(clerk) {
  const [committee, meeting] = [`${clerk.name}居民委员会`, `${clerk.name}居民代表会议`];
  await clerk.open('office/bodies');
  await clerk.seat(committee, { name: DIRECTOR, post: 'director', how: 'elected', basis: '第一届居民委员会选举' });
  await clerk.make('representatives-meeting', meeting);
  for (const name of [MOVER, STAYER]) {
    await clerk.seat(meeting, { name, post: 'representative', how: 'elected', basis: '楼栋推选' });
  }
  const { bodies } = await clerk.ask('GET', '/bodies/review');
  const { id, seats } = bodies.find(body => body.name === meeting);
  equal('who represents', seats.map(seat => seat.name).sort(), [MOVER, STAYER].sort());
  ok('each has a term', seats.every(seat => seat.from < seat.until));
  return { id, name: meeting };
}

/** From the minute of the departure nothing that the seat opened is accessible. */
async function moves_away(clerk, meeting) {
  const { stage } = clerk;
  const mover = await stage.people.person(MOVERS_PHONE, clerk.code);
  const phone = await stage.device({ worker: false, kept: { lang: clerk.lang, view: clerk.view } });
  await stage.signIn(phone, stage.server.origin, MOVERS_PHONE, clerk.code);
  const own = await stage.page(phone, `${clerk.home}/me`);
  await readsText(own, MOVER);

  await clerk.open('office/roster');
  await clerk.find(MOVER);
  await clerk.choose(MOVER, 'office.leave');
  await clerk.field('field.reason').fill('全家搬到外省');
  await clerk.sure('office.leave');
  await clerk.reads(clerk.page, 'office.left-now', { seats: 1, sessions: 1 });

  const reviewed = (await clerk.ask('GET', `/bodies/review?body=${meeting.id}`)).bodies[0];
  equal('who represents now', reviewed.seats.map(seat => seat.name), [STAYER]);
  equal('what is vacant', reviewed.vacancies.map(vacancy => [vacancy.post, vacancy.handover.name]), [['representative', MOVER]]);
  const { bodies } = await clerk.ask('GET', '/bodies');
  ok('no seat on any body', bodies.every(one => one.seats.every(seat => seat.member !== mover.me.member)));
  for (const of of ['adults', 'households', ...bodies.map(one => `body:${one.id}`)]) {
    const { page: roll } = await clerk.ask('GET', `/rolls?of=${of}&limit=100`);
    ok(`not on today’s roll of ${of}`, roll.rows.every(row => row.id !== mover.me.member && row.name !== MOVER));
  }
  equal('the session is dead', await mover.get('/me').then(() => null, error => error.code), 'request/not-signed-in');
  await own.reload();
  await clerk.reads(own, 'shell.sign-in-first');
  await clerk.open('office/bodies');
  await clerk.card(meeting.name).getByText(STAYER).first().waitFor();
  await clerk.reads(clerk.card(meeting.name), 'bodies.vacant', { post: clerk.say('post.representative'), until: reviewed.vacancies[0].until });
}

/** An old man without a phone is signed up at the counter; the paper lists the acts in his name. */
async function helps_at_the_counter(clerk, { team }) {
  const { page } = clerk;
  const starts_at = Date.now() + 70 * 60 * MINUTE_MS;
  const title = '长者义诊帮忙';
  await clerk.ask('POST', '/activities', { title, place: '活动室', plan: '领号、带路', body: team, starts_at, ends_at: starts_at + 60 * MINUTE_MS, capacity: 5 });
  await clerk.open('office/roster');
  await clerk.find(OLD_MAN);
  await page.getByRole('button', { name: clerk.action('office.assist-for', OLD_MAN), exact: true }).click();
  await clerk.field('field.assistance/open-assistance.proof').fill(DIRECTOR);
  await clerk.button(clerk.dialog, 'office.assist-open').click();
  await until('the assistance is open', () => pathOf(page).includes('/office/assist/'));
  await page.getByRole('button', { name: clerk.action('office.assist-sign-up', title), exact: true }).click();
  const slip = page.locator('.slip');
  await readsText(slip, title);
  await clerk.button(page, 'office.assist-end').click();
  await untilEqual('nothing can be done any more', () => clerk.button(page, 'office.assist-end').count(), 0);
  await page.evaluate(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  await clerk.button(page, 'office.assist-print').click();
  equal('it was printed', await page.evaluate(() => window.printed), 1);
  await page.emulateMedia({ media: 'print' });
  const paper = await slip.innerText();
  const done = `${clerk.say('assistance.act.volunteering/sign-up')}${clerk.say('assistance.quoted', { title })}`;
  for (const told of [clerk.say('assistance.who', { worker: CLERK.clerk, resident: OLD_MAN }), done]) {
    ok(`the slip says ${told}: ${paper}`, paper.includes(told));
  }
  equal('buttons on paper', await page.locator('button:visible').count(), 0);
  await page.emulateMedia({ media: null });
}

/** A resident takes a copy of the data home and closes the account; the minutes stay, and so do the figures. */
async function leaves_with_the_own_data(clerk, resident, minutes) {
  const { stage } = clerk;
  const phone = await stage.device({ worker: false, kept: { lang: clerk.lang, view: clerk.view } });
  await stage.signIn(phone, stage.server.origin, resident.phone, clerk.code);
  const page = await stage.page(phone, `${clerk.home}/me/data`);
  await clerk.button(page, 'privacy.copy').click();
  const downloading = page.waitForEvent('download');
  await clerk.button(page, 'privacy.save').click();
  const copy = JSON.parse(readFileSync(await (await downloading).path(), 'utf8'));
  equal('the phone in the file', copy.profile[0].phone, resident.phone);
  equal('the minutes in the file', (copy.hours ?? []).reduce((sum, entry) => sum + entry.minutes, 0), minutes);
  await balances(clerk, resident.me.member, minutes);

  await page.goto(`${clerk.home}/me/closing`);
  await clerk.reads(page, 'privacy.erased');
  await clerk.reads(page, 'privacy.kept-below');
  await clerk.button(page, 'privacy.close').click();
  await clerk.button(page.getByRole('dialog'), 'privacy.close').click();
  await arrives(page, clerk.home);
  equal('the session is dead', await resident.get('/me').then(() => null, error => error.code), 'request/not-signed-in');
  await balances(clerk, resident.me.member, minutes);
}

async function walk(stage, run) {
  const clerk = new Clerk(stage, run);
  await signs_in(clerk);
  const two = await writes_two_down(clerk);
  const service = clerk.serves ? await service_begins(clerk, two) : null;
  await brings_in_the_roster(clerk);
  const meeting = await seats_people(clerk);
  await moves_away(clerk, meeting);
  await helps_at_the_counter(clerk, two);
  const minutes = service ? await service_ends(clerk, two, service) : 0;
  await leaves_with_the_own_data(clerk, two.resident, minutes);
}

const the_first_day = stage => walk(stage, { code: '511402001004', name: '示范清溪社区', lang: 'zh-CN', view: 'normal', people: 12_000, serves: true });
/** The same with fewer people, and without the minute of service. */
const in_english_and_large = stage => walk(stage, { code: '511402001005', name: '示范桥头社区', lang: 'en', view: 'elder', people: 600 });

export const journeys = { the_first_day, in_english_and_large };
