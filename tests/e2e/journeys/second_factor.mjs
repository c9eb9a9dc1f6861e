// The second factor on pages: enrolling it, signing in with it, and proving it again before irreversible actions. And a
// couple with one phone.

import { createHmac } from 'node:crypto';
import { phoneOf } from '../stage/people.mjs';
import { arrives, press, reads, readsText } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an authenticator app would show now: an independent implementation of RFC 4648 and RFC 6238. */
function shown(key) {
  const bits = [...key.replaceAll(' ', '')].map(sign => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map(byte => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', bytes).update(step).digest();
  const word = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}

async function asks_for_code(page, phone) {
  await page.getByLabel(words('sign-in.phone')).fill(phone);
  await press(page, 'sign-in.ask');
  await reads(page, 'sign-in.inbox');
  const shown = await page.getByText(words('sign-in.inbox', { code: '' })).first().textContent();
  await page.getByLabel(words('sign-in.code'), { exact: true }).fill(/\d{6}/.exec(shown)[0]);
  await press(page, 'sign-in.send');
}

async function enrol_and_sign_in(stage) {
  const phone = phoneOf(173);
  const page = await stage.visit(`${HOME}/sign-in?next=${HOME}/security`, { worker: false });
  await asks_for_code(page, phone);
  await arrives(page, `${HOME}/security`);
  await press(page, 'security.factor-begin');
  await reads(page, 'security.scan');
  await page.waitForSelector('.qr path[d]');
  const key = await page.getByLabel(words('security.key'), { exact: true }).textContent();
  await page.getByLabel(words('security.first-code')).fill(shown(key));
  await press(page, 'security.confirm');
  await reads(page, 'security.recovery-below');
  const codes = await page.locator('ol.recovery li').allTextContents();
  equal('ten recovery codes', codes.length, 10);
  await press(page, 'security.recovery-kept');
  await reads(page, 'security.factor-on');
  ok('they are not shown again', (await page.locator('ol.recovery').count()) === 0);
  await reads(page, 'event.factor-enrolled');
  // The text message alone no longer opens the account. This browser was here before: it need not wait a minute for a
  // code.
  await page.goto(new URL(`${HOME}/me`, page.url()).href);
  await page.getByRole('main').getByRole('button', { name: words('me.sign-out'), exact: true }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: words('me.sign-out'), exact: true }).click();
  await arrives(page, HOME);
  await page.goto(new URL(`${HOME}/sign-in`, page.url()).href);
  await asks_for_code(page, phone);
  await reads(page, 'sign-in.factor-below');
  const field = page.getByLabel(words('sign-in.factor'), { exact: true });
  await field.fill('00000-00000');
  await press(page, 'sign-in.send');
  await readsText(page.getByRole('alert'), words('sign-in.refused'));
  await field.fill(codes[0].toLowerCase());
  await press(page, 'sign-in.send');
  await arrives(page, HOME);
}

/** Two people of one household on one phone: the committee enters it, and the sign-in asks who it is. */
async function one_phone_for_two(stage) {
  const director = await stage.people.person(phoneOf(1));
  const { page: { rows: members } } = await director.get('/members?limit=100');
  const [one, two] = members.flatMap((row, at) => members.slice(at + 1).filter(other => other.household === row.household).map(other => [row, other]))[0];
  const phone = '13633330001';
  for (const { id } of [one, two]) await director.post(`/members/${id}/phone`, { phone, reason: '夫妻共用一个号码' });
  const page = await stage.visit(`${HOME}/sign-in`, { worker: false });
  await asks_for_code(page, phone);
  await reads(page, 'sign-in.who-below');
  equal('both stand there', (await page.locator('main button.cell').count()), 2);
  await page.getByRole('button', { name: two.name }).first().click();
  await arrives(page, HOME);
}

/**
 * A proof expires after a quarter of an hour, which no journey waits for: here the answers are simulated, and the
 * requests are checked.
 */
async function proves_again(stage) {
  const page = await stage.visit(`${HOME}/office/roster`, { as: phoneOf(2), worker: false });
  const keys = [];
  const json = (status, body) => ({ status, contentType: status === 200 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });
  await page.route('**/departure', route => {
    keys.push(route.request().headers()['idempotency-key']);
    const code = 'sessions/step-up-needed';
    return route.fulfill(keys.length === 1 ? json(403, { type: `/problems/${code}`, code, status: 403 }) : json(200, { seats: 0, sessions: 0 }));
  });
  await page.route('**/me/factor/proof', route => route.fulfill(json(200, {})));
  await page.getByRole('button', { name: new RegExp(`^${words('office.more')}`) }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: words('office.leave'), exact: true }).click();
  await page.getByLabel(words('field.reason'), { exact: true }).fill('搬到外地居住');
  await page.locator('dialog#ask').getByRole('button', { name: words('office.leave'), exact: true }).click();
  const dialog = page.locator('dialog#step-up');
  await readsText(dialog, words('security.step-up-title'));
  await dialog.getByLabel(words('sign-in.factor')).fill('12');
  await press(page, 'security.step-up-sure');
  await readsText(dialog, words('sign-in.factor-wrong'));
  await dialog.getByLabel(words('sign-in.factor')).fill('123456');
  await press(page, 'security.step-up-sure');
  await reads(page, 'office.left-now');
  equal('sent again under the same key', [keys.length, new Set(keys).size], [2, 1]);
  ok('no dialog is left', (await page.locator('dialog[open]').count()) === 0);
}

export const journeys = { enrol_and_sign_in, one_phone_for_two, proves_again };
