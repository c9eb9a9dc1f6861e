// The shell: what is shown before the program runs, when it cannot run, without a network, and when a new version
// comes.

import { PHONES } from '../stage/people.mjs';
import { arrives, findNetwork, heading, kept, loseNetwork, press, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const KNOWN = { community: COMMUNITY, 'community.name': '三苏社区', 'community.region': '东坡区 · 苏祠街道', demo: '1' };
const started = page => page.waitForFunction(() => document.querySelector('#app main') && !document.getElementById('shell-place'));
const frame = page => page.evaluate(() => ['.top', '.tabs', '.tabs a:nth-child(3)'].map(part => {
  const { x, y, width, height } = document.querySelector(part).getBoundingClientRect();
  return [part, Math.round(x), Math.round(y), Math.round(width), Math.round(height)];
}));

/** The frame is there and answers taps before any WebAssembly arrives, and does not move when it arrives. */
async function before_the_program(stage) {
  const door = await stage.door();
  let release;
  const held = new Promise(resolve => { release = resolve; });
  door.rules.push(({ path }) => (path.endsWith('app_bg.wasm') ? { wait: held } : undefined));
  const page = await stage.page(await stage.device({ door, kept: KNOWN, worker: false }));
  await page.goto('/', { waitUntil: 'commit' });
  await readsText(page, '三苏社区');
  await readsText(page, words('shell.demonstration'));
  ok('the first call was begun', await page.evaluate(async () => (await linliFirst).ok));
  const before = await frame(page);
  await page.locator('.tabs').getByText(words('shell.tab-serve')).click();
  await arrives(page, `${HOME}/activities`);
  equal('the tapped tab is marked at once', await page.locator('.tabs [aria-current=page]').innerText(), words('shell.tab-serve'));
  await press(page, 'shell.view-elder');
  equal('the view changes at once', await page.evaluate(() => [document.documentElement.dataset.view, localStorage.getItem('linli.view')]), ['elder', 'elder']);
  await press(page, 'shell.view-normal');
  release();
  await started(page);
  await settled(page);
  await untilEqual('the app begins where was tapped', () => heading(page).innerText(), words('activities.title'));
  equal('the frame has not moved', await frame(page), before);
}

/** The program is not fetched completely: a panel says so, and trying again helps. */
async function broken_program(stage) {
  stage.expect(/CompileError|WebAssembly|TypeError|404|module/);
  const door = await stage.door();
  door.rules.push(({ path }) => (path.endsWith('app_bg.wasm') ? { status: 404 } : undefined));
  const page = await stage.page(await stage.device({ door, worker: false }), HOME);
  await page.getByRole('alert').getByText('没有打开').waitFor();
  door.rules.length = 0;
  await page.getByRole('button', { name: '再试一次' }).click();
  await started(page);
  await readsText(page, '三苏社区');
}

/** One page's file is missing: the prompt is shown, the rest works, and a reload opens the page. */
async function broken_chunk(stage) {
  stage.expect(/split|chunk|import|fetch|404|wasm/i);
  const door = await stage.door();
  const page = await stage.page(await stage.device({ door, worker: false }), HOME);
  await settled(page);
  door.rules.push(({ path }) => (/\/pkg\/.*(split_|chunk_)/.test(path) ? { status: 404 } : undefined));
  await page.getByRole('main').locator('a[href*="/activities/"]').first().click();
  await page.locator('#notice-chunk button').waitFor();
  door.rules.length = 0;
  await page.locator('#notice-chunk button').click();
  await reads(page, 'activity.fact-deadline');
}

/** The same without a network: the tapped page opens automatically when the network is back. */
async function chunk_comes_later(stage) {
  const door = await stage.door();
  const phone = await stage.device({ door, worker: false });
  const page = await stage.page(phone, HOME);
  await settled(page);
  await loseNetwork(phone, door);
  await page.getByRole('main').locator('a[href*="/activities/"]').first().click();
  await page.locator('#notice-chunk').waitFor();
  await findNetwork(phone, door);
  await reads(page, 'activity.fact-deadline');
}

/** The network returns while the page's files are being tried: nobody has to do anything, and no prompt is shown. */
async function chunk_comes_between_tries(stage) {
  const door = await stage.door();
  const phone = await stage.device({ door, worker: false });
  const page = await stage.page(phone, HOME);
  await settled(page);
  let tries = 0;
  page.on('requestfailed', request => (tries += /\/split_serve_file/.test(request.url())));
  await loseNetwork(phone, door);
  await page.getByRole('main').locator('a[href*="/activities/"]').first().click();
  await until('the last try has failed', () => tries === 3);
  await findNetwork(phone, door);
  await reads(page, 'activity.fact-deadline');
  equal('no prompt', await page.locator('#notice-chunk').count(), 0);
}

/** Nothing is blank while the file of the first page is loading, and a tap on a tab counts already. */
async function first_page_comes_later(stage) {
  const phone = await stage.device({ worker: false });
  let wait = true;
  await phone.route(/\/split_hours_file/, async route => {
    await until('the tab was tapped', () => !wait);
    await route.continue();
  });
  const page = await stage.page(phone);
  await Promise.all([page.waitForResponse(answer => answer.url().endsWith('/me')), page.goto(`${HOME}/hours`)]);
  equal('the shell stands until there is a page', await page.locator('#shell-place, #app .bone').count() > 1, true);
  await page.locator('nav.tabs a').nth(3).click();
  await reads(page, 'not-open.title');
  await arrives(page, `${HOME}/requests`);
  wait = false;
}

async function old_browsers(stage) {
  const old = await stage.device({ worker: false });
  await old.addInitScript(() => { delete window.structuredClone; });
  const page = await stage.page(old, HOME);
  await page.getByRole('alert').getByText('浏览器版本太旧').waitFor();
  const none = await stage.page(await stage.device({ worker: false, javaScriptEnabled: false }), HOME);
  await none.locator('noscript').waitFor({ state: 'attached' });
  ok('without scripts the page says what to do', (await none.locator('main').innerText()).includes('JavaScript'));
}

/**
 * Opens without a network, also deep inside; shows the last content with its time; never content that must not be
 * stored.
 */
async function offline(stage) {
  const activity = await stage.people.publish({ title: '断网也能看' });
  const door = await stage.door();
  const phone = await stage.device({ as: PHONES.organiser, door });
  const page = await stage.page(phone, HOME);
  await kept(page);
  await page.goto(activity.path);
  await reads(page, 'activity.fact-deadline');
  await page.goto(`${HOME}/hours`);
  await settled(page);
  const api = `/api/communities/${COMMUNITY}`;
  const secret = [`${api}/sessions`, `${api}/activities/${activity.id}/check-in-key`, `${api}/demonstration/inbox`, '/api/demonstration/accounts'];
  const status = url => page.evaluate(async url => fetch(url).then(({ status, headers }) => [status, headers.has('x-linli-stored-at')], () => [0, false]), url);
  for (const url of [...secret, `${api}/me`]) equal(url, (await status(url))[0], 200);
  const needed = [`${api}/me`, `${api}/activities/${activity.id}`];
  await until('the answers are stored', () => page.evaluate(async urls => {
    const found = await Promise.all(urls.map(url => caches.match(url, { ignoreVary: true })));
    return found.every(Boolean);
  }, needed));
  await loseNetwork(phone, door);
  await page.goto(activity.path);
  await readsText(page, activity.title);
  await reads(page, 'shell.offline-shows');
  await page.goto('/');
  await arrives(page, HOME);
  await readsText(page, '三苏社区');
  await page.goto(`${HOME}/bodies`);
  await reads(page, 'not-found.title');
  await page.goto(`${HOME}/activities/01ARZ3NDEKTSV4RRFFQ69G5FAV`);
  await reads(page, 'shell.offline-read');
  equal('own answers come from the phone', await status(`${api}/me`), [200, true]);
  for (const url of secret) equal(`${url} was not stored`, await status(url), [0, false]);
}

/** A rule that serves the service worker as another version. */
async function newVersion(stage, door, version, change = text => text) {
  const text = await (await fetch(`${stage.server.origin}/sw.js`)).text();
  ok('the worker names its version', /VERSION ?= ?["'][0-9a-f]{12}["']/.test(text));
  const body = change(text.replace(/(VERSION ?= ?["'])[0-9a-f]{12}/, `$1${version}`));
  door.rules = [({ path }) => (path === '/sw.js' ? { status: 200, body, headers: { 'content-type': 'text/javascript', 'cache-control': 'no-cache' } } : undefined)];
}
const lookForUpdate = page => page.evaluate(() => navigator.serviceWorker.getRegistration().then(found => found.update()).catch(() => {}));
const programs = page => page.evaluate(async () => (await caches.keys()).filter(name => name.startsWith('linli-program-')).length);

/**
 * A new version waits until the person asks for it; only that tab reloads; a version that cannot be fetched changes
 * nothing.
 */
async function update(stage) {
  stage.expect(/sw\.js|ServiceWorker|install/i);
  const door = await stage.door();
  const phone = await stage.device({ door });
  const page = await stage.page(phone, HOME);
  await kept(page);
  const other = await stage.page(phone, `${HOME}/activities`);
  await settled(other);
  await other.evaluate(() => { window.typed = 'half a sentence'; });
  await newVersion(stage, door, 'aaaaaaaaaaaa');
  await lookForUpdate(page);
  await Promise.all([page, other].map(one => one.locator('#notice-update').getByText('有新版本').waitFor()));
  equal('nobody is reloaded unasked', await other.evaluate(() => window.typed), 'half a sentence');
  await Promise.all([page.waitForEvent('framenavigated'), page.locator('#notice-update button').click()]);
  await started(page);
  await other.locator('#notice-update').getByText('已更新到新版本').waitFor();
  equal('the other tab keeps what is typed', await other.evaluate(() => window.typed), 'half a sentence');
  equal('this version and the one before are kept', await programs(page), 2);

  await newVersion(stage, door, 'bbbbbbbbbbbb', text => text.replace(/PRECACHE ?= ?\[/, found => `${found}"/pkg/000000000000/gone.js",`));
  await lookForUpdate(page);
  await until('the broken version is given up', () => page.evaluate(async () => {
    const found = await navigator.serviceWorker.getRegistration();
    return found.installing === null && found.waiting === null;
  }));
  await loseNetwork(phone, door);
  await page.reload();
  await started(page);
  await readsText(page, '三苏社区');
}

/** A navigation that hangs is answered from the phone after a while. */
async function slow_navigation(stage) {
  const door = await stage.door();
  const page = await stage.page(await stage.device({ door }), HOME);
  await kept(page);
  door.rules.push(({ path }) => (path === `${HOME}/activities` ? { wait: new Promise(() => {}) } : undefined));
  await page.goto(`${HOME}/activities`);
  await readsText(page, words('activities.title'));
}

/** The policy allows only the program. */
async function policy(stage) {
  stage.expect(/Content Security Policy|Content-Security-Policy/);
  const page = await stage.visit(HOME, { worker: false });
  const answer = await page.request.get(HOME);
  const csp = answer.headers()['content-security-policy'];
  ok(`a strict policy: ${csp}`, csp.includes("default-src 'none'") && !/unsafe-inline|'unsafe-eval'/.test(csp));
  equal('the page itself breaks no rule', stage.console.filter(line => /Refused|violates/.test(line)), []);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    // In a task of the page, because code that a test evaluates may do what the page may not.
    setTimeout(() => {
      try {
        window.evaluated = new Function('return true')();
      } catch {
        window.evaluated = false;
      }
    });
  });
  await page.waitForFunction(() => window.evaluated !== undefined);
  equal('what was injected does not run', await page.evaluate(() => [window.injected ?? false, window.evaluated]), [false, false]);
}

export const journeys = { before_the_program, broken_program, broken_chunk, chunk_comes_later, chunk_comes_between_tries, first_page_comes_later, old_browsers, offline, update, slow_navigation, policy };
