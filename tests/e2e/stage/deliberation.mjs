// The data that the pages of matters, meetings, ballots and decisions need.

import { PHONES } from './people.mjs';

const DAY = 86_400_000;

/** A talk of the two committees that is open now; chair and teller are present. */
async function openTalk(people, title) {
  const chair = await people.person(PHONES.committee);
  const teller = await people.person(PHONES.deputy);
  const { meeting } = await chair.post('/meetings', {
    form: 'talk',
    electorate: 'joint-committees',
    title,
    agenda: [{ title: '说明情况', minutes: 20 }, { title: '商量办法', minutes: 30 }],
    place: '社区二楼议事厅',
    starts_at: Date.now() + 60_000,
    officers: { chair: chair.me.member, teller: teller.me.member },
    about: { what: 'nothing' },
    within: { what: 'everybody' },
    materials: [],
    seats: 0,
    guests: [{ name: '苏祠物业服务中心', capacity: 'property-company' }],
  });
  await chair.post(`/meetings/${meeting}/opening`);
  const voters = [chair, teller].map(person => ({ voter: person.me.member }));
  await chair.post(`/meetings/${meeting}/attendance`, { voters });
  return { meeting, chair, teller };
}

/** A meeting that is open now, with a ballot by name that is open too; chaired by the committee's first member. */
export async function openMeeting(people, { title, method = 'open' }) {
  const { meeting, chair } = await openTalk(people, title);
  const draft = { question: '是否同意在单元门口加装扶手？', method, rule: 'approval', item: 0, open_minutes: 30 };
  const { ballot, revision } = await chair.post(`/meetings/${meeting}/ballots`, draft);
  await chair.post(`/ballots/${ballot}/opening`, { revision });
  return { meeting, ballot };
}

/** A meeting that has ended: its minutes are signed, and its outcomes are recorded. */
export async function toldMeeting(people) {
  const { meeting, chair, teller } = await openTalk(people, '楼道照明商量会');
  const at = `/meetings/${meeting}`;
  await chair.post(`${at}/minutes`, { texts: ['灯坏了三盏', '先换感应灯', ''], follows: 0 });
  await chair.post(`${at}/closing`, { visitors: 0 });
  for (const signs of [chair, teller]) await signs.post(`${at}/minutes/adoption`, { version: 1 });
  const outcomes = [
    { item: 1, suggestion: '', outcome: 'adopted', reason: '' },
    { item: 2, suggestion: '', outcome: 'partly', reason: '先换一、二单元，其余明年安排' },
    { item: 0, suggestion: '门口加一盏路灯', outcome: 'not', reason: '属于市政道路，已经转交街道' },
  ];
  await chair.post(`${at}/outcomes`, { outcomes, follows: 0 });
  return meeting;
}

/** A forum that is announced for next week. */
export async function announceForum(people) {
  const chair = await people.person(PHONES.committee);
  const teller = await people.person(PHONES.deputy);
  const { meeting } = await chair.post('/meetings', {
    form: 'forum',
    electorate: 'none',
    title: '小区停车怎么管',
    agenda: [{ title: '大家说', minutes: 60 }],
    place: '社区广场',
    starts_at: Date.now() + 12 * DAY,
    officers: { chair: chair.me.member, teller: teller.me.member },
    about: { what: 'nothing' },
    within: { what: 'everybody' },
    materials: [],
    seats: 0,
    guests: [],
  });
  return meeting;
}

/** Two of the seeded matters: one under discussion, and one whose discussion has ended. */
export async function seededMatters(people) {
  const committee = await people.person(PHONES.committee);
  const { rows: matters } = await committee.get('/matters?limit=50');
  return {
    discussing: matters.find(one => one.stage === 'discussing'),
    discussed: matters.find(one => one.stage === 'discussed'),
  };
}

/** One of the seeded decisions that is in progress. */
export async function seededCase(people) {
  const committee = await people.person(PHONES.committee);
  const { open } = await committee.get('/cases');
  return open[0];
}
