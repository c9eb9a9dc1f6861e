// Opens the app without network and shows what was seen last, with the time of that.
//
// State: one cache for each version of the program (this one and the one before, for tabs still open on it), one for
// public answers, one for the signed-in person's own, and a mark for each community where somebody is signed in.
// Invariants: only GET is answered from here; a sign-in, a session or a demonstration endpoint is never stored; an
// answer without "public" in its Cache-Control counts as private, is stored only here, and only under its community's
// mark. Private answers and marks are deleted at {type:'forget'}, and those of a community as soon as it answers that
// nobody is signed in, or names another person.

const VERSION = '{{version}}';
const PRECACHE = {{precache}};
const PROGRAM = 'linli-program-';
const PUBLIC = 'linli-answers';
const PRIVATE = 'linli-own';
const META = 'linli-meta';
const STORED_AT = 'x-linli-stored-at';
const NAVIGATION_MS = 3000;
const ANSWER_MS = 6000;
const ANSWERS_KEPT = 150;
// Paths that the contract names as never stored: signing in, demonstration, secrets, lists about other people, and files,
// of which a few would push all answers out; the browser itself keeps public ones.
const NEVER = new RegExp({{never-stored}});
// Compressed siblings differ by Accept-Encoding only, which no page can see.
const ANY = { ignoreVary: true };

// Counts up at each "forget": an answer requested before it must not be stored after it.
let generation = 0;
// A pending answer of the API on who is signed in to a community.
const askedWho = new Map();
const communityOf = url => new URL(url).pathname.match(/^\/api\/communities\/(\d+)\//)?.[1];
const isWho = url => /^\/api\/communities\/\d+\/me$/.test(new URL(url).pathname);
const markOf = community => `/signed-in/${community}`;

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('message', event => {
  if (event.data?.type === 'skipWaiting') event.waitUntil(self.skipWaiting());
  if (event.data?.type === 'forget') event.waitUntil(forget(event.ports[0]));
});
self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/')) {
    // What a worker reads on behalf of somebody is not the reader's own data.
    const own = !request.headers.has('linli-on-behalf-of');
    if (request.mode !== 'navigate' && own && !NEVER.test(url.pathname)) event.respondWith(answer(event, request));
  } else if (request.mode === 'navigate') {
    event.respondWith(page(event));
  } else {
    event.respondWith(program(event, request, url));
  }
});

// All or nothing: if a file is missing, the previous version stays in use.
async function install() {
  const cache = await caches.open(PROGRAM + VERSION);
  // Stored as '/': some hosts redirect /index.html, and a redirected answer may not open a page.
  // Icons for the home screen and licences are for the system and for readers, not for opening the app.
  const urls = PRECACHE.filter(url => !/\.(png|txt)$/.test(url)).map(url => (url === '/index.html' ? '/' : url));
  await cache.addAll(urls.map(url => new Request(url, { cache: url.startsWith('/pkg/') ? 'default' : 'reload' })));
}

async function activate() {
  const meta = await caches.open(META);
  const before = await (await meta.match('/version'))?.text();
  const [current, previous] = before?.split(' ') ?? [];
  const kept = current === VERSION ? [VERSION, previous] : [VERSION, current];
  await meta.put('/version', new Response(kept.filter(Boolean).join(' ')));
  const alive = [PUBLIC, PRIVATE, META, ...kept.map(version => PROGRAM + version)];
  // A waiting version beside this one has no entry in META yet: it is newer, so it is spared.
  const waiting = self.registration.waiting ?? self.registration.installing;
  const names = (await caches.keys()).filter(name => name.startsWith('linli-') && !alive.includes(name));
  if (!waiting) await Promise.all(names.map(name => caches.delete(name)));
  await self.clients.claim();
}

async function forget(port) {
  generation += 1;
  const meta = await caches.open(META);
  const marks = (await meta.keys()).filter(({ url }) => new URL(url).pathname.startsWith(markOf('')));
  await Promise.all([caches.delete(PRIVATE), ...marks.map(mark => meta.delete(mark))]);
  port?.postMessage({ type: 'forgotten' });
}

async function forgetOwn(community) {
  const own = await caches.open(PRIVATE);
  const theirs = (await own.keys()).filter(({ url }) => communityOf(url) === community);
  await Promise.all([(await caches.open(META)).delete(markOf(community)), ...theirs.map(key => own.delete(key))]);
}

// Takes over the API's answer on who is signed in; returns whether somebody is.
async function note(community, fresh, asked) {
  if (fresh.status === 401) await forgetOwn(community);
  if (fresh.status !== 200) return false;
  const { member } = await fresh.json();
  const meta = await caches.open(META);
  const before = await (await meta.match(markOf(community)))?.text();
  if (before !== undefined && before !== member) await forgetOwn(community);
  if (asked !== generation) return false;
  await meta.put(markOf(community), new Response(member));
  return true;
}

// Whether private answers may be stored. Without a mark the API is asked: somebody may have signed in before this
// worker controlled the page.
async function isSignedIn(community, asked) {
  await askedWho.get(community)?.catch(() => {});
  if (await (await caches.open(META)).match(markOf(community))) return true;
  return note(community, await fetch(`/api/communities/${community}/me`), asked).catch(() => false);
}

// The program's files never change under their hashed names; the few others are as old as this version.
async function program(event, request, url) {
  const own = await caches.open(PROGRAM + VERSION);
  const stored = await own.match(request, ANY) ?? (url.pathname.startsWith('/pkg/') ? await caches.match(request, ANY) : undefined);
  if (stored) return stored;
  const fresh = await fetch(request);
  // The office's files are not for every phone: a reader who opened them once has them without network too.
  if (fresh.ok && url.pathname.startsWith('/pkg/')) event.waitUntil(own.put(request, fresh.clone()));
  return fresh;
}

async function page(event) {
  const own = await caches.open(PROGRAM + VERSION);
  const shell = () => own.match('/', ANY);
  try {
    const fresh = await inTime(fetch(event.request), NAVIGATION_MS);
    return fresh.status < 500 ? fresh : await shell() ?? fresh;
  } catch {
    return await shell() ?? Response.error();
  }
}

async function answer(event, request) {
  const asked = generation;
  const stored = await last(request);
  const network = fetched(request, stored);
  if (isWho(request.url)) {
    const community = communityOf(request.url);
    const noted = network.then(fresh => note(community, fresh.clone(), asked));
    askedWho.set(community, noted);
    noted.catch(() => {}).finally(() => askedWho.get(community) === noted && askedWho.delete(community));
  }
  event.waitUntil(network.then(fresh => keep(request, fresh.clone(), asked)).catch(() => {}));
  if (!stored) return network;
  try {
    return await inTime(network, ANSWER_MS);
  } catch {
    // Signed out during the wait: the stored copy does not belong to this reader any more.
    return asked === generation ? stored : Response.error();
  }
}

// The browser stores no private answer, so it cannot revalidate one. The copy stored here allows it.
async function fetched(request, stored) {
  const tag = stored?.headers.get('etag');
  if (!tag || stored.headers.get('cache-control')?.includes('public') || request.cache !== 'default') return fetch(request);
  const headers = new Headers(request.headers);
  headers.set('if-none-match', tag);
  const fresh = await fetch(new Request(request, { headers }));
  if (fresh.status !== 304) return fresh;
  const same = new Headers(stored.headers);
  same.delete(STORED_AT);
  return new Response(await stored.clone().blob(), { status: 200, headers: same });
}

async function last(request) {
  for (const name of [PUBLIC, PRIVATE]) {
    const stored = await (await caches.open(name)).match(request, ANY);
    if (stored) return stored;
  }
}

async function keep(request, fresh, asked) {
  const rule = fresh.headers.get('cache-control') ?? '';
  const own = await caches.open(PRIVATE);
  // Signed out, no longer allowed or gone: the stored copy must not come back either.
  if ([401, 403, 404, 410].includes(fresh.status)) {
    const community = communityOf(request.url);
    if (fresh.status === 401 && community) await forgetOwn(community);
    await own.delete(request);
    await (await caches.open(PUBLIC)).delete(request);
    return;
  }
  if (fresh.status !== 200) return;
  const cache = rule.includes('public') ? await caches.open(PUBLIC) : own;
  const community = communityOf(request.url);
  if (cache === own && !(community && await isSignedIn(community, asked))) return;
  const headers = new Headers(fresh.headers);
  headers.set(STORED_AT, String(Date.now()));
  const copy = new Response(await fresh.blob(), { status: 200, headers });
  if (cache === own && asked !== generation) return;
  await cache.put(request, copy);
  // A sign-out between the check and the write: deletes the copy again.
  if (cache === own && asked !== generation) await own.delete(request);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - ANSWERS_KEPT)).map(key => cache.delete(key)));
}

function inTime(promise, limit_ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('slow')), limit_ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
