// A representatives' meeting with paper ballots, held by one person in the browser: announced from its case, the roll
// ticked off a sheet, papers handed out to all in one act, counted by two, minutes signed by two, the step closed.
// Every click and every filled field of the office is counted. Days pass: it has a server of its own.

import { DESK } from '../stage/browser.mjs';
import { elsewhere } from '../stage/elsewhere.mjs';
import { PHONES } from '../stage/people.mjs';
import { choose, picture } from '../stage/pictures.mjs';
import { button, link, pathOf, reads, readsText, settled } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { pattern, words } from '../stage/words.mjs';

const OFFICE = `/c/${COMMUNITY}/office`;
/** The acts within which such a meeting is held. */
const ACTS_MAX = 60;
const PRESENT = 60;

const dialogOf = page => page.getByRole('dialog').filter({ visible: true });

/** Counts what a person does. */
class Hand {
  acts = 0;

  async press(within, key, values) {
    this.acts += 1;
    await button(within, key, values).first().click();
  }

  /** A button that names whom it concerns. */
  async pressNamed(within, key) {
    this.acts += 1;
    await within.getByRole('button', { name: pattern(key) }).first().click();
  }

  async follow(within, key) {
    this.acts += 1;
    await link(within, key).first().click();
  }

  async fill(within, name, text) {
    this.acts += 1;
    await within.locator(`#field-${name}`).fill(text);
  }

  async select(within, name, value) {
    this.acts += 1;
    await within.locator(`#field-${name}`).selectOption(value);
  }

  async confirm(page, key) {
    this.acts += 1;
    await dialogOf(page).getByRole('button', { name: words(key), exact: true }).click();
  }

  async uncheck(within, at) {
    this.acts += 1;
    await within.locator('ul.roll input[type=checkbox]').nth(at).uncheck();
  }
}

async function officers(stage) {
  return { chair: await stage.people.person(PHONES.committee), teller: await stage.people.person(PHONES.deputy) };
}

const visit = (stage, path, as = PHONES.committee) => stage.visit(`${OFFICE}/${path}`, { as, size: DESK, worker: false });

/** From the case to the announced meeting with its ballot: nothing that the system knows is typed. */
async function announced(stage, hand, of) {
  const { chair, teller } = await officers(stage);
  const desk = await visit(stage, `cases/${of}`);
  await hand.follow(desk, 'office.announce');
  await settled(desk);
  equal('the form is known', await desk.locator('#field-form').inputValue(), 'representatives-meeting');
  for (const name of ['title', 'place', 'starts_at', 'agenda', 'ballot']) {
    ok(`${name} is filled in`, (await desk.locator(`#field-${name}`).inputValue()) !== '');
  }
  await hand.select(desk, 'chair', chair.me.member);
  await hand.select(desk, 'teller', teller.me.member);
  await hand.press(desk, 'office.announce');
  await until('the meeting has a page', () => /\/office\/meetings\/[0-9A-Z]{26}$/.test(pathOf(desk)));
  const meeting = pathOf(desk).split('/').at(-1);
  const step = (await chair.get(`/cases/${of}`)).steps.find(one => one.step === 'resolution');
  equal('the meeting takes the step', step.meeting, meeting);
  const { ballots } = await chair.get(`/meetings/${meeting}/ballots`);
  equal('its ballot is drafted', ballots.map(one => one.purpose.case), [of]);
  return { meeting, ballot: ballots[0].ballot, starts_at: (await chair.get(`/meetings/${meeting}`)).row.starts_at };
}

/** All are ticked at once, and those who stayed away are left out; one wrong tick is taken back. */
async function attended(desk, hand, chair, meeting) {
  const { page: { rows } } = await chair.get(`/meetings/${meeting}/roll?limit=100`);
  const absent = Math.max(rows.length - PRESENT - 1, 0);
  await hand.press(desk, 'hall.tick-all');
  for (let at = 0; at < absent; at += 1) await hand.uncheck(desk, at);
  await hand.press(desk, 'office.list-voters');
  await reads(desk, 'meetings.how.list');
  await hand.pressNamed(desk, 'hall.withdraw-of');
  await hand.select(dialogOf(desk), 'reason', 'wrong-person');
  await hand.confirm(desk, 'hall.withdraw');
  await untilEqual('the attendance is counted again', async () => (await chair.get(`/meetings/${meeting}`)).row.present, rows.length - absent - 1);
  return rows.length - absent - 1;
}

/** Papers for all in one act, then two counts; the chair's page shows both without being loaded again. */
async function counted(stage, desk, hand, { ballot, present }) {
  const { chair } = await officers(stage);
  await hand.press(desk, 'office.hand-out');
  await hand.press(dialogOf(desk), 'hall.papers-all', { count: present });
  await readsText(desk, words('office.papers-figures', { papers: present, tokens: 0, waiting: 0 }));
  const { rows } = await chair.get(`/ballots/${ballot}/papers?limit=100`);
  ok('everybody who was served is marked', rows.every(row => row.state === 'paper-given'));
  const again = await chair.post(`/ballots/${ballot}/papers`, { voters: [rows[0].voter], revision: 2 }).then(() => 'given twice', refusal => refusal.code);
  equal('nobody gets two papers', again, 'ballots/receivers-have-papers');

  const votes = { for: present - 4, against: 3, abstain: 1, invalid: 0 };
  const count = async (page, key) => {
    await hand.press(page, key);
    for (const [name, votes_of] of Object.entries(votes)) {
      if (votes_of > 0) await hand.fill(dialogOf(page), name, String(votes_of));
    }
    await hand.confirm(page, key);
  };
  await count(desk, 'office.count');
  const { name } = chair.me;
  await readsText(desk, words('office.counted-mine', { name, figures: Object.values(votes).join('/') }));
  const second = await visit(stage, pathOf(desk).replace(`${OFFICE}/`, ''), PHONES.deputy);
  await readsText(second, words('office.counted-yours', { name }));
  await count(second, 'office.count-again');
  await reads(second, 'office.counts-agree');
  await desk.getByText(words('office.counted-mine', { name, figures: Object.values(votes).join('/') })).waitFor({ state: 'hidden', timeout: 30_000 });
  await hand.press(desk, 'office.close-ballot');
  await readsText(desk, words('ballot.counts', votes));
  return second;
}

async function signed(desk, second, hand) {
  await hand.press(desk, 'office.close-meeting');
  await hand.confirm(desk, 'office.close-meeting');
  await until('the meeting is over', async () => (await button(desk, 'office.close-meeting').count()) === 0);
  await hand.fill(desk, 'item-1', '听取方案说明，无记名投票通过。');
  await hand.press(desk, 'office.write-minutes');
  await hand.press(desk, 'office.sign-minutes');
  await reads(desk, 'office.minutes-signed');
  await second.reload();
  await hand.press(second, 'office.sign-minutes');
  await reads(second, 'office.minutes-adopted');
}

/** The photo that belongs to the meeting is added there; the step asks for no second one. */
async function photographed(desk, hand) {
  await hand.press(desk, 'office.add-photos');
  // Choosing the file, and saying what it shows.
  hand.acts += 2;
  await choose(desk, [{ file: picture('会场.png', [150, 110, 70]), caption: '代表到会投票' }]);
  await hand.confirm(desk, 'files.attach');
  await reads(desk, 'office.files-added');
}

const held_within_sixty_acts = stage => elsewhere(stage, async () => {
  const hand = new Hand();
  const { open } = await (await officers(stage)).chair.get('/cases');
  const { id: of } = open.find(one => one.step === 'resolution');
  const called = await announced(stage, hand, of);

  for (const context of stage.contexts.splice(0)) await context.close();
  await stage.server.pass(Math.ceil((called.starts_at - stage.people.now()) / 60_000) + 1);
  stage.people.forget();
  const { chair } = await officers(stage);
  const desk = await visit(stage, `meetings/${called.meeting}`);
  await hand.press(desk, 'office.open-meeting');
  await reads(desk, 'office.close-meeting');
  const present = await attended(desk, hand, chair, called.meeting);
  ok(`as many came as a meeting of representatives needs: ${present}`, present >= PRESENT);
  await hand.press(desk, 'office.open-ballot');
  const second = await counted(stage, desk, hand, { ...called, present });
  await photographed(desk, hand);
  await signed(desk, second, hand);

  const page = await visit(stage, `cases/${of}`);
  await reads(page, 'decisions.nothing-missing');
  await hand.press(page, 'office.close-step');
  await hand.confirm(page, 'office.close-step');
  await until('the step is closed', async () => (await chair.get(`/cases/${of}`)).row.step !== 'resolution' || (await chair.get(`/cases/${of}`)).row.status !== 'open');
  stage.note = `${hand.acts} acts for a meeting of ${present} with paper ballots`;
  ok(`the meeting is held within ${ACTS_MAX} acts: ${hand.acts}`, hand.acts <= ACTS_MAX);
});
held_within_sixty_acts.aside = true;

export const journeys = { held_within_sixty_acts };
