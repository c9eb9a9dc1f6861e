// Every page of the app with somebody who may open it: what axe walks, what is looked at, what must fit on small screens.
// Invariant: an address that the router knows and that is missing here fails `reach.every_route_is_listed`.

import { PHONES, phoneOf } from './people.mjs';
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
  // A service that runs: check-in at an activity that begins soon.
  const running = await people.publish({ title: '长者手机课堂', starts_in_ms: 20 * 60_000 });
  const helper = await people.person(phoneOf(190));
  await helper.post(`/activities/${running.id}/sign-ups`);
  const at = Date.now();
  await helper.post(`/activities/${running.id}/check-ins`, { code: running.codeNow(), at, sent_at: at });
  // A notice: the activity was moved after somebody signed up.
  const told = await people.person(phoneOf(191));
  const moved = await people.publish({ title: '楼顶花园浇水', starts_in_ms: 50 * 3_600_000 });
  await told.post(`/activities/${moved.id}/sign-ups`);
  await people.revise(moved, { place: '二号楼楼顶' });
  const page = (name, path, route, as) => ({ name, path, route, as: as && PHONES[as] });
  return [
    page('home', HOME, '/c/:community'),
    { ...page('home-signed-in', HOME, '/c/:community'), as: PHONES.organiser },
    page('regions', '/regions/5114', '/regions/:region'),
    page('regions-country', '/regions/0', '/regions/:region'),
    page('sign-in', `${HOME}/sign-in`, '/c/:community/sign-in'),
    page('matters', `${HOME}/matters`, '/c/:community/matters'),
    page('requests', `${HOME}/requests`, '/c/:community/requests'),
    page('activities', `${HOME}/activities`, '/c/:community/activities', 'resident'),
    page('activity', `${HOME}/activities/${full.id}`, '/c/:community/activities/:activity', 'resident'),
    page('activity-guest', running.path, '/c/:community/activities/:activity'),
    { ...page('service', `${running.path}/service`, '/c/:community/activities/:activity/service'), as: helper.phone },
    page('check-in', `${HOME}/activities/${full.id}/service`, '/c/:community/activities/:activity/service', 'resident'),
    page('hours', `${HOME}/hours`, '/c/:community/hours', 'resident'),
    page('hours-guest', `${HOME}/hours`, '/c/:community/hours'),
    page('me', `${HOME}/me`, '/c/:community/me', 'organiser'),
    { ...page('notices', `${HOME}/notices`, '/c/:community/notices'), as: told.phone },
    page('notices-none', `${HOME}/notices`, '/c/:community/notices', 'neighbour'),
    page('office', `${HOME}/office`, '/c/:community/office', 'committee'),
    page('office-activities', `${HOME}/office/activities`, '/c/:community/office/activities', 'committee'),
    page('office-new', `${HOME}/office/activities/new`, '/c/:community/office/activities/new', 'committee'),
    page('office-edit', `${HOME}/office/activities/${full.id}/edit`, '/c/:community/office/activities/:activity/edit', 'committee'),
    page('office-activity', `${HOME}/office/activities/${served}`, '/c/:community/office/activities/:activity', 'committee'),
    page('office-attendance', `${HOME}/office/activities/${running.id}/attendance`, '/c/:community/office/activities/:activity/attendance', 'organiser'),
    page('office-code', `${HOME}/office/activities/${running.id}/code`, '/c/:community/office/activities/:activity/code', 'organiser'),
    page('office-roster', `${HOME}/office/roster`, '/c/:community/office/roster', 'committee'),
    page('office-bodies', `${HOME}/office/bodies`, '/c/:community/office/bodies', 'committee'),
    page('office-journal', `${HOME}/office/journal`, '/c/:community/office/journal', 'supervisor'),
    page('office-hours', `${HOME}/office/hours/${volunteer.me.member}`, '/c/:community/office/hours/:member', 'deputy'),
    page('office-closed', `${HOME}/office/roster`, '/c/:community/office/roster', 'neighbour'),
    page('not-found', `${HOME}/nowhere`, null),
  ];
}

/** How a page can be looked at: what localStorage holds, and what the browser says. */
export const VIEWS = {
  normal: { kept: {} },
  elder: { kept: { view: 'elder' } },
  dark: { kept: { theme: 'dark' }, colorScheme: 'dark' },
  en: { kept: { lang: 'en' }, locale: 'en-GB' },
};
