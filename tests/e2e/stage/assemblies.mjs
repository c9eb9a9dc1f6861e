// Meetings of a decision over the API, for preparations that a journey does not walk itself, and people who hold seats.
// Invariant: each helper sends the same requests as the pages; a refusal fails the journey.

import { newKey } from './people.mjs';
import { COMMUNITY } from './server.mjs';
import { ok } from './until.mjs';

export const DAY = 24 * 60;
const SHANGHAI_MS = 8 * 3_600_000;

/** A moment as the value of a date and time field. */
export const local = at => new Date(at + SHANGHAI_MS).toISOString().slice(0, 16);
export const dayOf = at => local(at).slice(0, 10);

/** Announces the meeting of a step; returns its id. */
export async function announce({ chair, teller }, { form, electorate, title, matter, case: of, step, starts_at }) {
  const { meeting } = await chair.post('/meetings', {
    form,
    electorate,
    title,
    agenda: [{ title: '方案说明', minutes: 20 }, { title: '表决', minutes: 10 }],
    place: '党群服务中心会议室',
    starts_at,
    officers: { chair: chair.me.member, teller: teller.me.member },
    about: { what: 'case', matter, case: of, step },
    within: { what: 'everybody' },
    materials: [],
    seats: 0,
    guests: [],
  });
  return meeting;
}

export const link = ({ chair }, of, step, meeting) => chair.post(`/cases/${of}/meeting`, { step, meeting });

/** Opens a meeting; returns its roll. */
export async function open({ chair }, meeting) {
  await chair.post(`/meetings/${meeting}/opening`, {});
  return (await chair.get(`/meetings/${meeting}/roll?limit=100`)).page.rows;
}

export const list = ({ chair }, meeting, rows) =>
  chair.post(`/meetings/${meeting}/attendance`, { voters: rows.map(row => ({ voter: row.voter })) });

/** Puts the decision of a meeting to the vote; returns the ballot and its revision after opening. */
export async function put({ chair }, meeting, method) {
  const { cases: [{ case: of }] } = await chair.get(`/meetings/${meeting}/ballots`);
  const { ballot, revision } = await chair.post(`/meetings/${meeting}/ballots`, { case: of, method, rule: 'approval', item: 0, open_minutes: 10 });
  return { ballot, revision: (await chair.post(`/ballots/${ballot}/opening`, { revision })).revision };
}

/** Closes a meeting; two people sign its minutes. */
export async function end({ chair, teller }, meeting) {
  await chair.post(`/meetings/${meeting}/closing`, { visitors: 0 });
  const { version } = await chair.post(`/meetings/${meeting}/minutes`, { texts: ['说明了方案。', '表决结果当场公布。', '无。'], follows: 0 });
  for (const who of [chair, teller]) await who.post(`/meetings/${meeting}/minutes/adoption`, { version });
}

/** Everybody comes, most raise their hands in favour, and the meeting ends. */
export async function hold(officers, meeting) {
  const rows = await open(officers, meeting);
  await list(officers, meeting, rows);
  const { ballot, revision } = await put(officers, meeting, 'hands');
  const count = { for: rows.length - 1, against: 1, abstain: 0, invalid: 0, revision };
  await officers.chair.post(`/ballots/${ballot}/count`, count);
  await officers.teller.post(`/ballots/${ballot}/second-count`, count);
  await officers.chair.post(`/ballots/${ballot}/closing`, { revision });
  await end(officers, meeting);
}

/** A photo of one pixel, distinguished by its number. */
function photo(number) {
  const bytes = [
    0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...Array(64).fill(1),
    0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0,
    ...Array.from({ length: 5 }, (_, at) => Math.floor(number / 128 ** at) % 128), 0xff, 0xd9,
  ];
  return Buffer.from(bytes);
}

/** Uploads a photo and attaches it to a step. */
export async function attach(server, { chair }, of, step, number) {
  const reply = await fetch(`${server.origin}/api/communities/${COMMUNITY}/files`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg', origin: server.origin, 'idempotency-key': newKey(), 'linli-contract': '2', cookie: `linli=${chair.cookie}` },
    body: photo(number),
  });
  const answer = await reply.json();
  ok(`a photo is taken in: ${JSON.stringify(answer)}`, reply.ok);
  await chair.post(`/cases/${of}/papers`, { step, kind: 'photo', file: answer.file });
}

export const close = ({ chair }, of, step) => chair.post(`/cases/${of}/step`, { step, outcome: 'passed' });

/** The people with these phones who are on a roll. */
export async function onRoll(people, rows, phones) {
  const found = [];
  for (const phone of phones) {
    const person = await people.person(phone);
    if (rows.some(row => row.voter === person.me.member)) found.push(person);
  }
  return found;
}
