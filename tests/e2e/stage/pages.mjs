// Every page of the app, with a person who may open it: the list for axe, for screenshots, and for small screens.
// Invariant: a page that the router knows and that is missing here fails `reach.every_page_is_listed`.

import { announceForum, openMeeting, seededCase, seededMatters, toldMeeting } from './deliberation.mjs';
import { PHONES, codeAt, phoneOf } from './people.mjs';
import { COMMUNITY } from './server.mjs';

const HOME = `/c/${COMMUNITY}`;
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
  const held = await openMeeting(people, { title: '楼道扶手商量会' });
  const forum = await announceForum(people);
  const over = await toldMeeting(people);
  const page = (name, path, shows, as) => ({ name, path, shows, as: as && PHONES[as] });
  return [
    page('home', HOME, 'PageId::Home'),
    { ...page('home-signed-in', HOME, 'PageId::Home'), as: PHONES.organiser },
    page('regions', '/regions/5114', 'PageId::Regions'),
    page('officer-sign-in', '/regions/511402901/sign-in', 'PageId::OfficerSignIn'),
    page('region-office-guest', '/regions/511402901/office', 'PageId::RegionOffice'),
    { ...page('region-office', '/regions/511402901/office', 'PageId::RegionOffice'), officer: HEAD },
    { ...page('officer-security', '/regions/511402901/security', 'PageId::OfficerSecurity'), officer: HEAD },
    { ...page('region-journal', '/regions/511402901/journal', 'PageId::RegionJournal'), officer: HEAD },
    { ...page('region-checks', '/regions/511402901/checks', 'PageId::RegionChecks'), officer: HEAD },
    page('regions-country', '/regions/0', 'PageId::Regions'),
    // After the home page, so that the list is not empty.
    page('communities', '/communities', 'PageId::Communities'),
    { ...page('communities-signed-in', '/communities', 'PageId::Communities'), as: PHONES.organiser },
    page('poster', `${HOME}/poster`, 'PageId::Poster'),
    page('sign-in', `${HOME}/sign-in`, 'PageId::SignIn'),
    page('matters', `${HOME}/matters`, 'PageId::Matters'),
    page('matter', `${HOME}/matters/${discussing.id}`, 'PageId::Matter', 'resident'),
    page('matter-guest', `${HOME}/matters/${discussing.id}`, 'PageId::Matter'),
    page('propose', `${HOME}/matters/new`, 'PageId::Propose', 'resident'),
    page('meetings', `${HOME}/meetings`, 'PageId::Meetings'),
    page('meeting', `${HOME}/meetings/${held.meeting}`, 'PageId::Meeting', 'deputy'),
    page('meeting-announced', `${HOME}/meetings/${forum}`, 'PageId::Meeting'),
    page('meeting-told', `${HOME}/meetings/${over}`, 'PageId::Meeting'),
    page('ballot', `${HOME}/ballots/${held.ballot}`, 'PageId::Ballot', 'deputy'),
    page('ballot-guest', `${HOME}/ballots/${held.ballot}`, 'PageId::Ballot'),
    page('cases', `${HOME}/cases`, 'PageId::Cases'),
    page('case', `${HOME}/cases/${decision.id}`, 'PageId::Case'),
    page('dossier', `${HOME}/cases/${decision.id}/dossier`, 'PageId::Dossier'),
    page('office-matters', `${HOME}/office/matters`, 'OfficePage::Matters', 'committee'),
    page('office-moderation', `${HOME}/office/moderation`, 'OfficePage::Moderation', 'committee'),
    page('office-meetings', `${HOME}/office/meetings`, 'OfficePage::Meetings', 'committee'),
    page('office-announce', `${HOME}/office/meetings/new`, 'OfficePage::Announce', 'committee'),
    page('office-meeting', `${HOME}/office/meetings/${held.meeting}`, 'OfficePage::Meeting', 'committee'),
    page('office-meeting-told', `${HOME}/office/meetings/${over}`, 'OfficePage::Meeting', 'committee'),
    page('office-meeting-code', `${HOME}/office/meetings/${held.meeting}/code`, 'OfficePage::MeetingCode', 'committee'),
    page('office-cases', `${HOME}/office/cases`, 'OfficePage::Cases', 'committee'),
    page('office-catalogue', `${HOME}/office/catalogue`, 'OfficePage::Catalogue', 'committee'),
    page('office-rules', `${HOME}/office/rules`, 'OfficePage::Rules', 'committee'),
    page('office-case', `${HOME}/office/cases/${decision.id}`, 'OfficePage::Case', 'committee'),
    page('requests', `${HOME}/requests`, 'PageId::Requests'),
    page('activities', `${HOME}/activities`, 'VolunteeringPage::Activities', 'resident'),
    page('activity', `${HOME}/activities/${full.id}`, 'VolunteeringPage::Activity', 'resident'),
    page('activity-guest', running.path, 'VolunteeringPage::Activity'),
    { ...page('service', `${running.path}/service`, 'PageId::Service'), as: helper.phone },
    page('check-in', `${HOME}/activities/${full.id}/service`, 'PageId::Service', 'resident'),
    page('hours', `${HOME}/hours`, 'PageId::Hours', 'resident'),
    page('hours-guest', `${HOME}/hours`, 'PageId::Hours'),
    page('me', `${HOME}/me`, 'AccountPage::Me', 'organiser'),
    page('security', `${HOME}/security`, 'AccountPage::Security', 'organiser'),
    { ...page('notices', `${HOME}/notices`, 'AccountPage::Notices'), as: told.phone },
    page('notices-none', `${HOME}/notices`, 'AccountPage::Notices', 'neighbour'),
    { ...page('assistance', `${HOME}/me/assistance`, 'AccountPage::Assistance'), as: assisted.phone },
    page('assistance-none', `${HOME}/me/assistance`, 'AccountPage::Assistance', 'neighbour'),
    { ...page('data', `${HOME}/me/data`, 'AccountPage::Data'), as: assisted.phone },
    { ...page('closing', `${HOME}/me/closing`, 'AccountPage::Closing'), as: assisted.phone },
    page('closing-office', `${HOME}/me/closing`, 'AccountPage::Closing', 'committee'),
    page('office-corrections', `${HOME}/office/corrections`, 'OfficePage::Corrections', 'committee'),
    page('office-reveals', `${HOME}/office/reveals`, 'OfficePage::Reveals', 'supervisor'),
    page('office-assist', `${HOME}/office/assist`, 'OfficePage::Assist', 'deputy'),
    page('office-assisting', `${HOME}/office/assist/${assistance}`, 'OfficePage::Assisting', 'deputy'),
    page('office-slip', `${HOME}/office/assist/${assistance}`, 'OfficePage::Assisting', 'committee'),
    page('office-assistance', `${HOME}/office/assistance`, 'OfficePage::AssistReview', 'supervisor'),
    page('office', `${HOME}/office`, 'OfficePage::Tasks', 'committee'),
    page('office-activities', `${HOME}/office/activities`, 'OfficePage::Activities', 'committee'),
    page('office-new', `${HOME}/office/activities/new`, 'OfficePage::New', 'committee'),
    page('office-edit', `${HOME}/office/activities/${full.id}/edit`, 'OfficePage::Edit', 'committee'),
    page('office-activity', `${HOME}/office/activities/${served}`, 'OfficePage::Attendance', 'committee'),
    page('office-attendance', `${HOME}/office/activities/${running.id}/attendance`, 'OfficePage::Attendance', 'organiser'),
    page('office-code', `${HOME}/office/activities/${running.id}/code`, 'OfficePage::Code', 'organiser'),
    page('office-roster', `${HOME}/office/roster`, 'OfficePage::Roster', 'committee'),
    page('office-import', `${HOME}/office/roster/import`, 'OfficePage::Import', 'committee'),
    page('office-import-report', `${HOME}/office/roster/import/${brought}`, 'OfficePage::ImportReport', 'committee'),
    page('office-bodies', `${HOME}/office/bodies`, 'OfficePage::Bodies', 'committee'),
    page('office-rolls', `${HOME}/office/rolls`, 'OfficePage::Rolls', 'supervisor'),
    page('office-journal', `${HOME}/office/journal`, 'OfficePage::Journal', 'supervisor'),
    page('office-hours', `${HOME}/office/hours/${volunteer.me.member}`, 'OfficePage::Hours', 'deputy'),
    page('office-closed', `${HOME}/office/roster`, 'OfficePage::Roster', 'neighbour'),
    page('not-found', `${HOME}/nowhere`, 'PageId::NotFound'),
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
