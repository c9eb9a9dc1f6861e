// Every page of the app, with a person who may open it: the list for axe, for screenshots, and for small screens.
// Invariant: a page that the app's table has and that is missing here fails `reach.every_page_is_listed`.

import { addressOf } from './addresses.mjs';
import { announceForum, openMeeting, seededCase, seededMatters, toldMeeting } from './deliberation.mjs';
import { PHONES, codeAt, phoneOf } from './people.mjs';
import { COMMUNITY } from './server.mjs';

/** The head of the street's office in the demonstration. */
export const HEAD = { phone: '13770009901', region: '511402901' };

/** The window of the person for whom a page is; each person has one in `windows`, a Map. */
export async function windowOf(stage, windows, { as, officer }, options) {
  const who = officer?.phone ?? as;
  if (!windows.has(who)) windows.set(who, await stage.page(await stage.device({ as, officer, worker: false, ...options })));
  return windows.get(who);
}

const listed = new WeakMap();

/** The pages of this run, created once. */
export function listPages(people) {
  if (!listed.has(people)) listed.set(people, list(people));
  return listed.get(people);
}

/** A community in which each page has content: a full list, records that wait, a running service, a notice. */
async function list(people) {
  const committee = await people.person(PHONES.committee);
  const volunteer = await people.person(PHONES.resident);
  const { tasks } = await committee.get('/tasks');
  const { rows: activities } = await committee.get('/activities?filter=upcoming&limit=100');
  const full = activities.find(one => one.waiting > 0);
  const served = tasks[0].activity;
  // A service that began three quarters of an hour ago, reported only now by a phone that had no network.
  const running = await people.publish({ title: '长者手机课堂', starts_in_ms: 5_000 });
  const helper = await people.person(phoneOf(190));
  await helper.post(`/activities/${running.id}/sign-ups`);
  const at = Date.now() - 47 * 60_000;
  await helper.post(`/activities/${running.id}/check-ins`, { code: codeAt(running.key, at), at });
  // A notice: the activity was moved after somebody signed up.
  const told = await people.person(phoneOf(191));
  const moved = await people.publish({ title: '楼顶花园浇水', starts_in_ms: 50 * 3_600_000 });
  await told.post(`/activities/${moved.id}/sign-ups`);
  await people.revise(moved, { place: '二号楼楼顶' });
  const brought = await bring(committee);
  // A person without a phone is signed up at the counter, and the household contests it.
  const worker = await people.person(PHONES.deputy);
  const assisted = await people.person(phoneOf(192));
  const consent = { member: assisted.me.member, consent: 'signed', proof: '纸2026-8' };
  const { assistance } = await worker.post('/assistances', consent);
  await worker.postFor(assistance, `/activities/${moved.id}/sign-ups`);
  const [received] = (await assisted.get('/received-assistance')).rows;
  await assisted.post(`/assisted-acts/${received.acts[0].id}/contest`, { reason: '没有委托报名' });
  // A person asks for a correction, gives a consent, and finds that a worker looked at the phone number.
  const own = `/members/${assisted.me.member}`;
  await assisted.post('/correction-requests', { field: 'phone', wanted: '13900000192' });
  await assisted.post(`${own}/consents`, { topic: 'spoken-assistance', version: '2026-11', decision: 'agrees' });
  await worker.post(`${own}/phone-reveal`, { reason: '通知楼道停水' });
  const { discussing } = await seededMatters(people);
  const decision = await seededCase(people);
  const { rows: [announced] } = await volunteer.get('/announcements');
  const held = await openMeeting(people, { title: '楼道扶手商量会' });
  const forum = await announceForum(people);
  const over = await toldMeeting(people);
  // For a person by role or phone, or for an officer; `nth` is for a page with several addresses.
  const page = (name, shows, { id, nth, path = addressOf(shows, id, nth), as, officer } = {}) =>
    ({ name, shows, path, as: PHONES[as] ?? as, officer });
  return [
    page('home', 'PageId::Home'),
    page('home-signed-in', 'PageId::Home', { as: 'organiser' }),
    page('regions', 'PageId::Regions', { id: '5114' }),
    page('officer-sign-in', 'PageId::OfficerSignIn', { id: HEAD.region }),
    page('region-office-guest', 'PageId::RegionOffice', { id: HEAD.region }),
    page('region-office', 'PageId::RegionOffice', { id: HEAD.region, officer: HEAD }),
    page('officer-security', 'PageId::OfficerSecurity', { id: HEAD.region, officer: HEAD }),
    page('region-journal', 'PageId::RegionJournal', { id: HEAD.region, officer: HEAD }),
    page('region-checks', 'PageId::RegionChecks', { id: HEAD.region, officer: HEAD }),
    page('regions-country', 'PageId::Regions', { id: '0' }),
    // After the home page, so that the list is not empty.
    page('communities', 'PageId::Communities'),
    page('communities-signed-in', 'PageId::Communities', { as: 'organiser' }),
    page('poster', 'PageId::Poster'),
    page('sign-in', 'PageId::SignIn'),
    page('privacy', 'PageId::Privacy'),
    page('matters', 'PageId::Matters'),
    page('matter', 'PageId::Matter', { id: discussing.id, as: 'resident' }),
    page('matter-guest', 'PageId::Matter', { id: discussing.id }),
    page('propose', 'PageId::Propose', { as: 'resident' }),
    page('announcements', 'PageId::Announcements'),
    page('announcement', 'PageId::Announcement', { id: announced.id }),
    page('meetings', 'PageId::Meetings'),
    page('meeting', 'PageId::Meeting', { id: held.meeting, as: 'deputy' }),
    page('meeting-announced', 'PageId::Meeting', { id: forum }),
    page('meeting-told', 'PageId::Meeting', { id: over }),
    page('ballot', 'PageId::Ballot', { id: held.ballot, as: 'deputy' }),
    page('ballot-guest', 'PageId::Ballot', { id: held.ballot }),
    page('cases', 'PageId::Cases'),
    page('case', 'PageId::Case', { id: decision.id }),
    page('dossier', 'PageId::Dossier', { id: decision.id }),
    page('office-matters', 'OfficePage::Matters', { as: 'committee' }),
    page('office-moderation', 'OfficePage::Moderation', { as: 'committee' }),
    page('office-meetings', 'OfficePage::Meetings', { as: 'committee' }),
    page('office-announce', 'OfficePage::Announce', { as: 'committee' }),
    page('office-meeting', 'OfficePage::Meeting', { id: held.meeting, as: 'committee' }),
    page('office-meeting-told', 'OfficePage::Meeting', { id: over, as: 'committee' }),
    page('office-meeting-code', 'OfficePage::MeetingCode', { id: held.meeting, as: 'committee' }),
    page('office-cases', 'OfficePage::Cases', { as: 'committee' }),
    page('office-catalogue', 'OfficePage::Catalogue', { as: 'committee' }),
    page('office-rules', 'OfficePage::Rules', { as: 'committee' }),
    page('office-case', 'OfficePage::Case', { id: decision.id, as: 'committee' }),
    page('requests', 'PageId::Requests'),
    page('activities', 'PageId::Activities', { as: 'resident' }),
    page('activity', 'PageId::Activity', { id: full.id, as: 'resident' }),
    page('activity-guest', 'PageId::Activity', { id: running.id }),
    page('service', 'PageId::Service', { id: running.id, as: helper.phone }),
    page('check-in', 'PageId::Service', { id: full.id, as: 'resident' }),
    page('hours', 'PageId::Hours', { as: 'resident' }),
    page('hours-guest', 'PageId::Hours'),
    page('me', 'PageId::Me', { as: 'organiser' }),
    page('security', 'PageId::Security', { as: 'organiser' }),
    page('notices', 'PageId::Notices', { as: told.phone }),
    page('notices-none', 'PageId::Notices', { as: 'neighbour' }),
    page('assistance', 'PageId::Assistance', { as: assisted.phone }),
    page('assistance-none', 'PageId::Assistance', { as: 'neighbour' }),
    page('data', 'PageId::Data', { as: assisted.phone }),
    page('closing', 'PageId::Closing', { as: assisted.phone }),
    page('closing-office', 'PageId::Closing', { as: 'committee' }),
    page('office-corrections', 'OfficePage::Corrections', { as: 'committee' }),
    page('office-reveals', 'OfficePage::Reveals', { as: 'supervisor' }),
    page('office-assist', 'OfficePage::Assist', { as: 'deputy' }),
    page('office-assisting', 'OfficePage::Assisting', { id: assistance, as: 'deputy' }),
    page('office-slip', 'OfficePage::Assisting', { id: assistance, as: 'committee' }),
    page('office-assistance', 'OfficePage::AssistReview', { as: 'supervisor' }),
    page('office', 'OfficePage::Tasks', { as: 'committee' }),
    page('office-activities', 'OfficePage::Activities', { as: 'committee' }),
    page('office-announcements', 'OfficePage::Announcements', { as: 'committee' }),
    page('office-new', 'OfficePage::New', { as: 'committee' }),
    page('office-edit', 'OfficePage::Edit', { id: full.id, as: 'committee' }),
    page('office-activity', 'OfficePage::Attendance', { id: served, as: 'committee' }),
    page('office-attendance', 'OfficePage::Attendance', { id: running.id, nth: 1, as: 'organiser' }),
    page('office-code', 'OfficePage::Code', { id: running.id, as: 'organiser' }),
    page('office-roster', 'OfficePage::Roster', { as: 'committee' }),
    page('office-import', 'OfficePage::Import', { as: 'committee' }),
    page('office-import-report', 'OfficePage::ImportReport', { id: brought, as: 'committee' }),
    page('office-bodies', 'OfficePage::Bodies', { as: 'committee' }),
    page('office-rolls', 'OfficePage::Rolls', { as: 'supervisor' }),
    page('office-journal', 'OfficePage::Journal', { as: 'supervisor' }),
    page('office-hours', 'OfficePage::Hours', { id: volunteer.me.member, as: 'deputy' }),
    page('office-closed', 'OfficePage::Roster', { as: 'neighbour' }),
    page('not-found', 'PageId::NotFound', { path: `/c/${COMMUNITY}/nowhere` }),
  ];
}

/** A small roster that waits: a newcomer, a doubt, a wrong day, a valid line. */
async function bring(committee) {
  const lines = [
    ['冯桂兰', '女', '1953-07-04', '', '13700000001', '', '88号楼', '1单元', '501', '', '', '户主', '是'],
    ['何建明', '男', '', '', PHONES.resident, '', '88号楼', '1单元', '502', '', '', '户主', '是'],
    ['何建军', '男', '1953-02-30', '', '', '', '88号楼', '1单元', '503', '', '', '', ''],
    ['冯桂兰', '女', '1953-07-04', '', '', '', '88号楼', '1单元', '501', '', '', '', ''],
  ].map((values, at) => ({ line: at + 2, values, from_above: at === 3 }));
  const opening = { file: '花名册.csv', lines: lines.length, headings: ['姓名', '性别'], columns: ['name', 'sex'] };
  const { import: brought } = await committee.post('/imports', opening);
  await committee.post(`/imports/${brought}/lines`, { lines });
  return brought;
}

/** The ways to view a page: the content of localStorage, and the browser's settings. */
export const VIEWS = {
  normal: { kept: {} },
  elder: { kept: { view: 'elder' } },
  dark: { kept: { theme: 'dark' }, colorScheme: 'dark' },
  en: { kept: { lang: 'en' }, locale: 'en-GB' },
};
