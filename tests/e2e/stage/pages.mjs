// Every page of the app with somebody who may open it: what axe walks, what is looked at, what must fit on small screens.
// Invariant: a page that the router knows and that is missing here fails `reach.every_page_is_listed`.

import { PHONES, codeAt, phoneOf } from './people.mjs';
import { COMMUNITY } from './server.mjs';

const HOME = `/c/${COMMUNITY}`;

const listed = new WeakMap();

/** The pages of this run, made once. */
export function listPages(people) {
  if (!listed.has(people)) listed.set(people, list(people));
  return listed.get(people);
}

/** A community in which each page has something to show: a full list, records that wait, a service that runs, a notice. */
async function list(people) {
  const committee = await people.person(PHONES.committee);
  const volunteer = await people.person(PHONES.resident);
  const { tasks } = await committee.get('/tasks');
  const { activities } = await committee.get('/activities?filter=upcoming&limit=20');
  const full = activities.find(one => one.waiting > 0);
  const served = tasks[0].activity;
  // A service that runs since three quarters of an hour, reported only now by a phone that had no network.
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
  const page = (name, path, shows, as) => ({ name, path, shows, as: as && PHONES[as] });
  return [
    page('home', HOME, 'PageId::Home'),
    { ...page('home-signed-in', HOME, 'PageId::Home'), as: PHONES.organiser },
    page('regions', '/regions/5114', 'PageId::Regions'),
    page('regions-country', '/regions/0', 'PageId::Regions'),
    page('sign-in', `${HOME}/sign-in`, 'PageId::SignIn'),
    page('matters', `${HOME}/matters`, 'PageId::Matters'),
    page('requests', `${HOME}/requests`, 'PageId::Requests'),
    page('activities', `${HOME}/activities`, 'ServePage::Activities', 'resident'),
    page('activity', `${HOME}/activities/${full.id}`, 'ServePage::Activity', 'resident'),
    page('activity-guest', running.path, 'ServePage::Activity'),
    { ...page('service', `${running.path}/service`, 'PageId::Service'), as: helper.phone },
    page('check-in', `${HOME}/activities/${full.id}/service`, 'PageId::Service', 'resident'),
    page('hours', `${HOME}/hours`, 'PageId::Hours', 'resident'),
    page('hours-guest', `${HOME}/hours`, 'PageId::Hours'),
    page('me', `${HOME}/me`, 'AccountPage::Me', 'organiser'),
    page('security', `${HOME}/security`, 'AccountPage::Security', 'organiser'),
    { ...page('notices', `${HOME}/notices`, 'AccountPage::Notices'), as: told.phone },
    page('notices-none', `${HOME}/notices`, 'AccountPage::Notices', 'neighbour'),
    page('office', `${HOME}/office`, 'OfficePage::Tasks', 'committee'),
    page('office-activities', `${HOME}/office/activities`, 'OfficePage::Activities', 'committee'),
    page('office-new', `${HOME}/office/activities/new`, 'OfficePage::New', 'committee'),
    page('office-edit', `${HOME}/office/activities/${full.id}/edit`, 'OfficePage::Edit', 'committee'),
    page('office-activity', `${HOME}/office/activities/${served}`, 'OfficePage::Attendance', 'committee'),
    page('office-attendance', `${HOME}/office/activities/${running.id}/attendance`, 'OfficePage::Attendance', 'organiser'),
    page('office-code', `${HOME}/office/activities/${running.id}/code`, 'OfficePage::Code', 'organiser'),
    page('office-roster', `${HOME}/office/roster`, 'OfficePage::Roster', 'committee'),
    page('office-bodies', `${HOME}/office/bodies`, 'OfficePage::Bodies', 'committee'),
    page('office-journal', `${HOME}/office/journal`, 'OfficePage::Journal', 'supervisor'),
    page('office-hours', `${HOME}/office/hours/${volunteer.me.member}`, 'OfficePage::Hours', 'deputy'),
    page('office-closed', `${HOME}/office/roster`, 'OfficePage::Roster', 'neighbour'),
    page('not-found', `${HOME}/nowhere`, 'PageId::NotFound'),
  ];
}

/** How a page can be looked at: what localStorage holds, and what the browser says. */
export const VIEWS = {
  normal: { kept: {} },
  elder: { kept: { view: 'elder' } },
  dark: { kept: { theme: 'dark' }, colorScheme: 'dark' },
  en: { kept: { lang: 'en' }, locale: 'en-GB' },
};
