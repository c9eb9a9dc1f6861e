// The whole way of an hour of service: published in the office, signed up for by phone, checked in and out without a
// network, later sent automatically exactly once, confirmed, and shown in the statement to those who may see it.

import { DESK, PHONE } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { arrives, button, findNetwork, follow, kept, link, loseNetwork, pathOf, press, reads, readsText, spoken, tab } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const TITLE = '清扫三单元楼道';
const TEAM = '苏祠志愿服务队';
const MINUTE_MS = 60_000;
/** A person with two years of service. */
const VOLUNTEER = phoneOf(30);

/** The value of a date and time field, by the clock in China. */
const china = at_ms => new Date(at_ms + 8 * 60 * MINUTE_MS).toISOString().slice(0, 16);

async function publish(page) {
  await page.goto(`${HOME}/office`);
  await follow(page, 'office.new-activity');
  await arrives(page, `${HOME}/office/activities/new`);
  // The editor accepts whole minutes; this is the next one that leaves time to fill in the form.
  await page.locator('#field-title').fill(TITLE);
  await page.locator('#field-body').selectOption({ label: TEAM });
  await page.locator('#field-place').fill('3号楼三单元门口');
  await page.locator('#field-capacity').fill('8');
  await page.locator('#field-plan').fill('清走杂物，自带手套；重物不要硬搬。');
  const starts_at = Math.ceil((Date.now() + 15_000) / MINUTE_MS) * MINUTE_MS;
  await page.locator('#field-starts_at').fill(china(starts_at));
  await page.locator('#field-ends_at').fill(china(starts_at + 90 * MINUTE_MS));
  await press(page, 'office.publish');
  await reads(page, 'office.published');
  await until('the address of the new activity', () => /\/activities\/[0-9A-Z]{26}$/.test(pathOf(page)));
  return { id: pathOf(page).split('/').pop(), starts_at };
}

async function signInByPhone(page, phone) {
  await page.goto(HOME);
  await page.locator('main a[href$="/sign-in"]').click();
  await page.getByLabel(words('sign-in.phone')).fill(phone);
  await press(page, 'sign-in.ask');
  await press(page, 'sign-in.inbox-fill');
  await untilEqual('the code was filled in', () => page.getByLabel(words('sign-in.code')).inputValue().then(code => code.length), 6);
  await press(page, 'sign-in.send');
  await arrives(page, HOME);
}

async function signUp(page) {
  await tab(page, 'shell.tab-serve');
  await page.getByRole('main').getByRole('link', { name: TITLE }).click();
  await press(page, 'mine.take');
  await reads(page, 'mine.has-place');
}

const digits = async page => (await page.locator('.digits').textContent()).replace(/\s/g, '');
const waiting = page => page.locator('.queue li');

async function enter(page, key, code) {
  await page.locator('#check-code').fill(code);
  await press(page, key);
}

async function service(stage) {
  const { people } = stage;
  const office = await stage.visit(undefined, { as: PHONES.committee, size: DESK });
  const { id, starts_at } = await publish(office);

  const door = await stage.door();
  const phone = await stage.device({ door });
  const volunteer = await stage.page(phone);
  await signInByPhone(volunteer, VOLUNTEER);
  await signUp(volunteer);
  const own = JSON.parse(await volunteer.evaluate(code => localStorage.getItem(`linli.me.${code}`), COMMUNITY));
  const before = (await (await people.person(PHONES.supervisor)).get(`/members/${own.member}/hours`)).total_minutes;

  const organisersDoor = await stage.door();
  const organisersPhone = await stage.device({ as: PHONES.organiser, door: organisersDoor });
  const organiser = await stage.page(organisersPhone, `${HOME}/office/activities/${id}/code`);
  await organiser.locator('.digits').waitFor();
  await Promise.all([kept(volunteer), kept(organiser)]);

  // In the stairwell: neither phone has a network.
  await loseNetwork(phone, door);
  await loseNetwork(organisersPhone, organisersDoor);
  await reads(volunteer, 'shell.offline');
  await follow(volunteer, 'mine.to-service');
  // As it is shown, in two groups.
  const shown = await digits(organiser);
  await enter(volunteer, 'service.check-in', `${shown.slice(0, 3)} ${shown.slice(3)}`);
  const came_at = Date.now();
  await reads(volunteer, 'service.since-waiting');
  // The code is not checked yet, and the page does not say that it is.
  await reads(volunteer, 'service.noted');
  equal('nobody says that the check-in counts', await volunteer.getByText(words('service.open-long')).count(), 0);
  await untilEqual('one item waits', () => waiting(volunteer).count(), 1);
  await button(volunteer, 'service.check-out').waitFor();

  // Both phones are closed and opened again, still without a network.
  await Promise.all([volunteer.reload(), organiser.reload()]);
  await reads(volunteer, 'service.since-waiting');
  await untilEqual('the item still waits', () => waiting(volunteer).count(), 1);
  await volunteer.getByRole('timer').waitFor();
  await reads(organiser, 'office.code-kept');
  equal('the server knows nothing yet', (await people.attendanceOf(id, own.member))[0].service, null);

  // A minute of work, which only the server's clock can pass.
  const may_go_at = Math.max(starts_at, came_at) + MINUTE_MS + 5_000;
  await until('a minute of service has passed', () => Date.now() >= may_go_at, 3 * MINUTE_MS);
  const sent_before = door.count('POST', /check-/);
  await enter(volunteer, 'service.check-out', await digits(organiser));
  await reads(volunteer, 'service.gone-waiting');
  await untilEqual('two items wait', () => waiting(volunteer).count(), 2);
  equal('nothing went out without a network', [sent_before, door.count('POST', /check-/)], [0, 0]);

  // Back in the street: no tap, no reload.
  await findNetwork(phone, door);
  await findNetwork(organisersPhone, organisersDoor);
  await untilEqual('nothing waits any more', () => waiting(volunteer).count(), 0);
  await reads(volunteer, 'service.finished-long');
  const [row, ...doubles] = await people.attendanceOf(id, own.member);
  equal('one record', [doubles.length, row.service.state, row.checked_in_by, row.checked_out_by], [0, 'finished', 'code', 'code']);
  const measured = ok('at least a minute was measured', row.service.measured_minutes);
  equal('each was sent once', [door.count('POST', /check-ins$/), door.count('POST', /check-outs$/)], [1, 1]);

  // The organiser confirms.
  await follow(organiser, 'office.attendance');
  await readsText(organiser, own.name);
  await press(organiser, 'office.confirm-all', { count: 1 });
  await reads(organiser, 'office.confirmed-now', { count: 1, time: spoken(measured) });

  // The minutes are in the statement, with the running total.
  await follow(volunteer, 'service.to-hours');
  const entry = volunteer.locator('.statement li', { hasText: TITLE });
  await readsText(entry, `+${spoken(measured)}`);
  await readsText(entry, words('hours.running', { total: spoken(before + measured) }));
  const statement = await (await people.person(PHONES.supervisor)).get(`/members/${own.member}/hours`);
  equal('one entry, one total', [statement.page.rows.filter(one => one.title === TITLE).length, statement.total_minutes], [1, before + measured]);

  await supervisorSees(stage, own, id);
  await neighbourSeesNothing(stage, own, id);
}

async function supervisorSees(stage, own, activity) {
  const page = await stage.visit(`${HOME}/office/journal`, { as: PHONES.supervisor, size: DESK });
  await reads(page, 'office.chain-whole');
  for (const [actor, command] of [['陈建国', 'publish-activity'], [own.name, 'check-in'], [own.name, 'check-out'], ['张敏', 'confirm-services']]) {
    await readsText(page, words('office.row', { actor, what: words(`journal/volunteering/${command}`) }));
  }
  equal('the check-in stands once in the journal', (await stage.people.journalOf(own.name)).filter(row => row.command === 'volunteering/check-in' && row.detail.includes(activity)).length, 1);
  await page.goto(`${HOME}/office/hours/${own.member}`);
  await readsText(page, TITLE);
}

async function neighbourSeesNothing(stage, own, activity) {
  const page = await stage.visit(`${HOME}/office/hours/${own.member}`, { as: PHONES.neighbour, size: PHONE });
  await reads(page, 'refusal.request/not-allowed');
  equal('no name and no minutes', await page.getByText(own.name).count(), 0);
  const neighbour = await stage.people.person(PHONES.neighbour);
  for (const path of [`/members/${own.member}/hours`, `/activities/${activity}/attendance`, '/journal']) {
    const refused = await neighbour.get(path).then(() => null, error => error);
    equal(`a neighbour asks for ${path}`, refused?.code, 'request/not-allowed');
  }
  await page.goto(`${HOME}/activities/${activity}`);
  await reads(page, 'activity.result');
  equal('the public page names no volunteer', await page.getByText(own.name).count(), 0);
  equal('no way into the office', await link(page, 'activity.to-attendance').count(), 0);
}
service.aside = true;

export const journeys = { without_network: service };
