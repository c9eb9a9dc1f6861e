// Several communities in one browser: switching with a session in each, the visitor's own list, a shared computer,
// items that wait in the phone for one community while another is open, and the poster that leads to a community.

import { DESK } from '../stage/browser.mjs';
import { PHONES, phoneOf } from '../stage/people.mjs';
import { readQr } from '../stage/qr.mjs';
import { arrives, findNetwork, focused, follow, heading, kept, loseNetwork, press, reads, readsText, settled, tab } from '../stage/screen.mjs';
import { SECOND, openSecond } from '../stage/second.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const NAME = '三苏社区';
const headed = (page, text) => untilEqual('the heading', () => heading(page).textContent().then(found => found.trim()), text);
const list = page => page.getByRole('list', { name: words('communities.list') });
const names = page => list(page).locator('b').allInnerTexts();
const line = (page, name) => list(page).getByRole('listitem').filter({ hasText: name });
const of = (page, key, name) => page.getByRole('button', { name: words('shell.action-of', { action: words(key), title: name }), exact: true });
const stored = (page, name) => page.evaluate(key => localStorage.getItem(`linli.${key}`), name);

/** Waits until this browser knows who is signed in to a community; before that, it cannot ask about the session. */
const signedIn = (page, code) => until('the session is known', async () => (await stored(page, `me.${code}`)) !== null);

/** Opens communities one after the other, so that the last one is the most recent. */
async function seen(page, ...visits) {
  for (const [path, name] of visits) {
    await page.goto(path);
    await headed(page, name);
  }
}

/** From one to the other and back, signed in to both all the time; the list itself contains no names. */
async function switching(stage) {
  const second = await openSecond(stage.people, stage.server);
  const resident = await stage.people.person(phoneOf(195));
  const device = await stage.device({ as: resident.phone, worker: false });
  await stage.signIn(device, stage.server.origin, SECOND.phone, SECOND.code);
  const page = await stage.page(device);
  await seen(page, [HOME, NAME]);
  await signedIn(page, COMMUNITY);
  await seen(page, [second, SECOND.name]);
  await signedIn(page, SECOND.code);
  await page.goto('/');
  await arrives(page, '/communities');
  await headed(page, words('communities.title'));
  await untilEqual('the last opened comes first', () => names(page), [SECOND.name, NAME]);
  await readsText(line(page, NAME), words('communities.signed-in', { name: resident.me.name }));
  await readsText(line(page, SECOND.name), words('communities.signed-in', { name: SECOND.clerk }));
  const text = await stored(page, 'communities');
  equal('the list names nobody', [resident.me.name, SECOND.clerk].filter(name => text.includes(name)), []);

  await list(page).getByRole('link', { name: NAME }).click();
  await arrives(page, HOME);
  await headed(page, NAME);
  await until('the focus is on the heading', async () => (await focused(page)).startsWith('h1'));
  await tab(page, 'shell.tab-me');
  await readsText(page.getByRole('main'), resident.me.name);
  await follow(page, 'me.switch');
  await arrives(page, '/communities');
  await list(page).getByRole('link', { name: SECOND.name }).click();
  await arrives(page, second);
  await headed(page, SECOND.name);
  await tab(page, 'shell.tab-me');
  await readsText(page.getByRole('main'), SECOND.clerk);
  // The heading of a community's home also leads to the others.
  await tab(page, 'shell.tab-home');
  await heading(page).getByRole('link').click();
  await arrives(page, '/communities');
  await follow(page, 'communities.find');
  await arrives(page, '/regions/0');
}

/** A pin moves a community to the top at the next visit; a removed community is no longer on the list. */
async function pin_and_remove(stage) {
  const second = await openSecond(stage.people, stage.server);
  const page = await stage.visit(HOME, { worker: false });
  await headed(page, NAME);
  const keep = page.getByRole('button', { name: words('home.pin') });
  await keep.click();
  await untilEqual('it is pressed', () => keep.getAttribute('aria-pressed'), 'true');
  await seen(page, [second, SECOND.name]);
  await page.goto('/communities');
  await untilEqual('the pinned comes first', () => names(page), [NAME, SECOND.name]);
  await readsText(line(page, NAME), [words('communities.pinned'), words('communities.guest')].join(' · '));
  await of(page, 'communities.unpin', NAME).click();
  await of(page, 'communities.pin', NAME).waitFor();
  equal('nothing moves under the finger', await names(page), [NAME, SECOND.name]);
  ok('the focus stays', (await focused(page)).includes(words('communities.pin')));
  await page.reload();
  await untilEqual('the last opened comes first again', () => names(page), [SECOND.name, NAME]);

  await of(page, 'communities.remove', SECOND.name).click();
  const dialog = page.getByRole('dialog');
  await readsText(dialog, words('communities.remove-below', { name: SECOND.name }));
  equal('a guest has nothing to sign out of', await dialog.getByRole('checkbox').count(), 0);
  await dialog.getByRole('button', { name: words('form.back'), exact: true }).click();
  equal('it is still there', await names(page), [SECOND.name, NAME]);
  await of(page, 'communities.remove', SECOND.name).click();
  await dialog.getByRole('button', { name: words('communities.remove'), exact: true }).click();
  await untilEqual('it is gone', () => names(page), [NAME]);
  await untilEqual('the focus is in the content', () => focused(page).then(found => found.startsWith('main#main')), true);
  await page.goto('/');
  await arrives(page, HOME);
}

/** A person who is signed in may keep the session, or end it when the community is removed from the list. */
async function remove_and_sign_out(stage) {
  const person = await stage.people.person(phoneOf(196));
  const page = await stage.visit(HOME, { as: person.phone, worker: false });
  await headed(page, NAME);
  await signedIn(page, COMMUNITY);
  const remove = async sign_out => {
    await page.goto('/communities');
    await readsText(line(page, NAME), words('communities.signed-in', { name: person.me.name }));
    await of(page, 'communities.remove', NAME).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('communities.remove-sign-out')).setChecked(sign_out);
    await dialog.getByRole('button', { name: words('communities.remove'), exact: true }).click();
    await reads(page, 'communities.none');
  };
  await remove(false);
  equal('the session goes on', (await person.get('/me')).name, person.me.name);
  await seen(page, [HOME, NAME]);
  await remove(true);
  equal('nobody is remembered', await stored(page, `me.${COMMUNITY}`), null);
  equal('the session is dead', await person.get('/me').then(() => null, error => error.code), 'request/not-signed-in');
}

/** Everything is removed at once, but only after every session has ended. */
async function shared_computer(stage) {
  const second = await openSecond(stage.people, stage.server);
  const person = await stage.people.person(phoneOf(197));
  const door = await stage.door();
  const device = await stage.device({ as: person.phone, door, worker: false });
  const page = await stage.page(device);
  await seen(page, [HOME, NAME]);
  await signedIn(page, COMMUNITY);
  await seen(page, [second, SECOND.name]);
  await page.goto('/communities');
  await readsText(line(page, NAME), words('communities.signed-in', { name: person.me.name }));
  await readsText(line(page, SECOND.name), words('communities.guest'));
  await loseNetwork(device, door);
  await press(page, 'communities.clear');
  const sure = page.getByRole('dialog').getByRole('button', { name: words('communities.clear'), exact: true });
  await sure.click();
  await reads(page, 'communities.not-out');
  equal('the list is still there', await names(page), [SECOND.name, NAME]);
  await findNetwork(device, door);
  await sure.click();
  await reads(page, 'communities.cleared');
  await arrives(page, '/regions/0');
  const left = await page.evaluate(() => Object.keys(localStorage).filter(key => /^linli\.(me|communit|demo)/.test(key)));
  equal('what is left in the browser', left, []);
  equal('the session is dead', await person.get('/me').then(() => null, error => error.code), 'request/not-signed-in');
  await page.goto('/');
  await arrives(page, '/regions/0');
}

/** A check-in made without a network in one community is sent while another one is open. */
async function sent_after_a_switch(stage) {
  const second = await openSecond(stage.people, stage.server);
  const activity = await stage.people.publish({ title: '换了社区再发' });
  const person = await stage.people.person(phoneOf(198));
  await person.post(`/activities/${activity.id}/sign-ups`);
  const door = await stage.door();
  const phone = await stage.device({ as: person.phone, door });
  const page = await stage.page(phone);
  await seen(page, [HOME, NAME], [second, SECOND.name]);
  await kept(page);
  // Again with the service worker, which then knows both pages.
  await seen(page, [second, SECOND.name]);
  await page.goto(`${activity.path}/service`);
  await headed(page, activity.title);
  await page.locator('#check-code').waitFor();
  await loseNetwork(phone, door);
  await page.locator('#check-code').fill(activity.codeNow());
  await press(page, 'service.check-in');
  await untilEqual('it waits', () => page.locator('.queue li').count(), 1);
  await page.goto('/communities');
  await readsText(page.locator('.queue'), `${activity.title} · ${NAME}`);
  await readsText(line(page, NAME), words('communities.signed-in-before'));
  await list(page).getByRole('link', { name: SECOND.name }).click();
  await arrives(page, second);
  await headed(page, SECOND.name);
  await findNetwork(phone, door);
  await untilEqual('one record on the server', async () => {
    const rows = await stage.people.attendanceOf(activity.id, person.me.member);
    return [rows.length, rows[0].service?.state];
  }, [1, 'open']);
  equal('the other community is still open', new URL(page.url()).pathname, second);
}

/** The poster leads to the community: by its code, in words, on paper, as a link. */
async function poster(stage) {
  const address = `${stage.server.origin}${HOME}`;
  const device = await stage.device({ worker: false });
  await device.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.server.origin });
  await device.addInitScript(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  const page = await stage.page(device, HOME);
  await follow(page, 'home.share');
  await arrives(page, `${HOME}/poster`);
  await headed(page, words('poster.title'));
  const code = page.locator('.poster .qr path[d]');
  await code.waitFor();
  equal('the code says', readQr(await code.getAttribute('d')), address);
  await readsText(page.locator('.poster'), address);
  await readsText(page.locator('.poster'), NAME);
  await press(page, 'poster.print');
  equal('it was printed', await page.evaluate(() => window.printed), 1);
  await press(page, 'poster.copy');
  await reads(page, 'poster.copied');
  equal('the clipboard holds', await page.evaluate(() => navigator.clipboard.readText()), address);
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() => ({
    seen: ['.top', '.tabs', '.actions', '.poster'].filter(part => document.querySelector(part)?.getClientRects().length > 0),
    size: Number.parseFloat(getComputedStyle(document.querySelector('.poster li')).fontSize),
  }));
  equal('what is printed', paper.seen, ['.poster']);
  ok(`large print: ${paper.size} px`, paper.size >= 26);
  await page.emulateMedia({ media: null });
  await page.getByRole('link', { name: words('shell.back') }).click();
  await arrives(page, HOME);
  await untilEqual('other pages are printed as always', () => page.evaluate(() => document.body.hasAttribute('data-print')), false);

  // Where a page has no clipboard, the address is selected; the office has a link to the poster.
  const poor = await stage.device({ worker: false });
  await poor.addInitScript(() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); });
  const other = await stage.page(poor, `${HOME}/poster`);
  await settled(other);
  await press(other, 'poster.copy');
  await reads(other, 'poster.selected');
  equal('what is selected', await other.evaluate(() => getSelection().toString()), address);
  const office = await stage.visit(`${HOME}/office`, { as: PHONES.committee, size: DESK, worker: false });
  await office.locator('.side-nav').getByRole('link', { name: words('office.poster') }).click();
  await arrives(office, `${HOME}/poster`);
}

/** A visitor who scans the code sees at once how to sign in, and can keep the community. */
async function guest_by_code(stage) {
  const page = await stage.visit(HOME, { worker: false });
  await headed(page, NAME);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: words('home.sign-in-below') }).waitFor();
  const button = main.getByRole('button', { name: words('home.pin') });
  const sight = await page.evaluate(() => innerHeight);
  ok('both without scrolling', (await button.boundingBox()).y < sight);
  await button.click();
  await untilEqual('it is kept', () => stored(page, 'communities').then(text => text.split('\t').at(-1)), 'pinned');
}

export const journeys = { switching, pin_and_remove, remove_and_sign_out, shared_computer, sent_after_a_switch, poster, guest_by_code };
