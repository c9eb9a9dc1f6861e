// People of the demonstration community over the API: to prepare what a journey needs, and to check its results.
// Invariant: each phone signs in once in a run, because a second code within a minute is refused.

import { createHmac, randomBytes } from 'node:crypto';
import { COMMUNITY } from './server.mjs';

/** Phones of the seed, by the rights of their owners. */
export const PHONES = {
  committee: '13800000001',
  deputy: '13800000002',
  supervisor: '13800000003',
  organiser: '13800000004',
  gridWorker: '13800000005',
  resident: '13800000006',
  neighbour: '13800000007',
  helper: '13800000008',
};

/** A resident without an office and without history; each journey takes numbers of its own. */
export const phoneOf = number => `1380000${String(number).padStart(4, '0')}`;

const STEP_MS = 30_000;
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID. */
export function newKey() {
  let value = (BigInt(Date.now()) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`);
  let text = '';
  for (let at = 0; at < 26; at += 1, value >>= 5n) text = DIGITS[Number(value & 31n)] + text;
  return text;
}

/** The six digits that the organiser's phone shows at a moment (RFC 6238 with SHA-256, thirty seconds). */
export function codeAt(hexKey, at_ms) {
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(at_ms / STEP_MS)));
  const digest = createHmac('sha256', Buffer.from(hexKey, 'hex')).update(step).digest();
  const number = digest.readUInt32BE(digest[31] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

export class Refused extends Error {
  constructor(status, problem) {
    super(`${status} ${problem?.code ?? ''} ${JSON.stringify(problem?.params ?? {})}`);
    this.status = status;
    this.code = problem?.code;
  }
}

/** Everybody who signed in during this run. */
export function makePeople(server) {
  const signedIn = new Map();
  /** Sessions of offices end after hours: people who were signed in before time passed must sign in again. */
  const forget = () => signedIn.clear();
  const now = () => Date.now() + server.ahead_ms;

  async function ask(method, path, { body, cookie, name = 'linli', key, assistance } = {}) {
    const headers = { accept: 'application/json', 'linli-contract': '2' };
    if (cookie) headers.cookie = `${name}=${cookie}`;
    if (method === 'POST') Object.assign(headers, { 'content-type': 'application/json', origin: server.origin, 'idempotency-key': key ?? newKey() });
    if (assistance) headers['linli-on-behalf-of'] = assistance;
    const reply = await fetch(server.origin + path, { method, headers, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    const text = await reply.text();
    const value = text ? JSON.parse(text) : null;
    if (!reply.ok) throw new Refused(reply.status, value);
    return { value, cookie: /linli(?:-officer)?=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1] };
  }

  async function signIn(phone, base, name) {
    await ask('POST', `${base}/sign-in-codes`, { body: { phone } });
    const { messages } = (await ask('GET', `${base}/demonstration/inbox`)).value;
    const { code } = messages.filter(message => message.phone === phone).sort((a, b) => b.at - a.at)[0];
    const { value: signedIn, cookie } = await ask('POST', `${base}/sessions`, { body: { phone, code } });
    const { me } = signedIn;
    return {
      me,
      cookie,
      name,
      base,
      phone,
      get: async path => (await ask('GET', base + path, { cookie, name })).value,
      post: async (path, body, key) => (await ask('POST', base + path, { cookie, name, body, key })).value,
      /** In the name of the resident for whom the assistance is open. */
      postFor: async (assistance, path, body) => (await ask('POST', base + path, { cookie, body, assistance })).value,
    };
  }

  const person = (phone, community = COMMUNITY) => {
    const who = `${community} ${phone}`;
    if (!signedIn.has(who)) signedIn.set(who, signIn(phone, `/api/communities/${community}`, 'linli'));
    return signedIn.get(who);
  };

  /** An officer of a region; for looking at pages. */
  const officer = (phone, region) => {
    const who = `${region} ${phone}`;
    if (!signedIn.has(who)) signedIn.set(who, signIn(phone, `/api/regions/${region}`, 'linli-officer'));
    return signedIn.get(who);
  };

  /** An activity of the first volunteer team that is published over the API. */
  async function publish({ title, starts_in_ms = 30 * 60_000, hours = 2, capacity = 10 }) {
    const committee = await person(PHONES.committee);
    const { bodies } = await committee.get('/bodies');
    const starts_at = now() + starts_in_ms;
    const draft = {
      title,
      place: '各单元门口',
      plan: '自带手套，注意安全。',
      body: bodies.find(body => body.name === '苏祠志愿服务队').id,
      starts_at,
      ends_at: starts_at + hours * 3_600_000,
      capacity,
    };
    const { activity } = await committee.post('/activities', draft);
    const organiser = await person(PHONES.organiser);
    const { key } = await organiser.get(`/activities/${activity}/check-in-key`);
    return { id: activity, path: `/c/${COMMUNITY}/activities/${activity}`, title, draft, starts_at, key, codeNow: () => codeAt(key, now()) };
  }

  async function revise(activity, change) {
    await (await person(PHONES.committee)).post(`/activities/${activity.id}/revision`, { ...activity.draft, ...change });
  }

  /** The attendance row of a member, as the organiser sees it. */
  async function attendanceOf(activity, member) {
    const organiser = await person(PHONES.organiser);
    const { rows } = await organiser.get(`/activities/${activity}/attendance`);
    return rows.filter(row => row.member === member);
  }

  /** How often each command occurs in the newest pages of the journal, for one actor. */
  async function journalOf(name, within = 200) {
    const supervisor = await person(PHONES.supervisor);
    const rows = [];
    let after;
    while (rows.length < within) {
      const page = await supervisor.get(`/journal?limit=100${after ? `&after=${after}` : ''}`);
      rows.push(...page.rows);
      after = page.next;
      if (!after) break;
    }
    return rows.filter(row => row.actor_name === name);
  }

  return { person, officer, forget, now, publish, revise, attendanceOf, journalOf, ask };
}
