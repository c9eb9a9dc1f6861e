// Signing in, and the whole way to a place in an activity with only a keyboard.

import { createHash } from 'node:crypto';
import { DESK } from '../stage/browser.mjs';
import { phoneOf } from '../stage/people.mjs';
import { arrives, focused, press, reads, readsText } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until, untilEqual } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const PRESSES_MAX = 60;

/** Presses Tab until the element with this name has the focus, as a person would. */
async function tabTo(page, name) {
  for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
    await page.keyboard.press('Tab');
    const [text, visible] = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element.matches('a, button, input, select, textarea')) return ['', false];
      const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
      return [label.trim(), ring && box.width > 0 && box.height > 0];
    });
    if (text.includes(name)) {
      ok(`the focus on ${name} can be seen`, visible);
      return;
    }
  }
  throw new Error(`the Tab key does not reach ${name}; the focus is on ${await focused(page)}`);
}

async function by_keyboard(stage) {
  const activity = await stage.people.publish({ title: '键盘也能报名' });
  const page = await stage.visit(activity.path, { size: DESK, worker: false });
  const type = text => page.keyboard.type(text);
  const enter = () => page.keyboard.press('Enter');
  await reads(page, 'mine.sign-in');
  await page.keyboard.press('Tab');
  ok('the first stop leads past the menu', (await focused(page)).includes(words('shell.skip')));
  await enter();
  await untilEqual('the content has the focus', () => page.evaluate(() => document.activeElement.id), 'main');
  await tabTo(page, words('shell.sign-in'));
  await enter();
  await arrives(page, `${HOME}/sign-in`);
  await tabTo(page, words('sign-in.phone'));
  await type(phoneOf(170));
  await enter();
  await reads(page, 'sign-in.inbox');
  const shown = await page.getByText(words('sign-in.inbox', { code: '' })).first().textContent();
  await tabTo(page, words('sign-in.code'));
  await type(/\d{6}/.exec(shown)[0]);
  await enter();
  await arrives(page, activity.path);
  await until('the heading has the focus', async () => (await focused(page)).startsWith('h1'));
  await tabTo(page, words('mine.take'));
  await enter();
  await reads(page, 'mine.has-place');
  // And back out: a dialog opens, Escape closes it, and the focus is where it was.
  await tabTo(page, words('mine.withdraw'));
  await enter();
  await reads(page, 'mine.withdraw-title');
  ok('the focus is in the dialog', await page.evaluate(() => document.activeElement.closest('dialog') !== null));
  await page.keyboard.press('Escape');
  await until('the dialog is closed', () => page.evaluate(() => document.querySelector('dialog[open]') === null));
  await until('the focus is back', async () => (await focused(page)).includes(words('mine.withdraw')));
}

/** The same answer for a number that nobody has, and an end after the sixth wrong code. */
async function six_wrong_codes(stage) {
  const phone = phoneOf(171);
  const page = await stage.visit(`${HOME}/sign-in`, { worker: false });
  const field = page.getByLabel(words('sign-in.phone'));
  await field.fill('12345');
  await press(page, 'sign-in.ask');
  await reads(page, 'sign-in.phone-wrong');
  equal('the field is marked', await field.getAttribute('aria-invalid'), 'true');
  await field.fill(phone);
  await press(page, 'sign-in.ask');
  await reads(page, 'sign-in.inbox');
  const right = /\d{6}/.exec(await page.getByText(words('sign-in.inbox', { code: '' })).first().textContent())[0];
  const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
  const code = page.getByLabel(words('sign-in.code'));
  const try_with = async (digits, key) => {
    const answered = page.waitForResponse(response => response.url().endsWith('/sessions') && response.request().method() === 'POST');
    await code.fill(digits);
    await press(page, 'sign-in.send');
    equal(`the answer to ${key}`, (await (await answered).json()).code, key);
    await readsText(page.getByRole('alert'), words(`refusal.${key}`));
  };
  for (let tries = 1; tries < 6; tries += 1) await try_with(wrong, 'sessions/code-wrong');
  await try_with(wrong, 'sessions/code-spent');
  await try_with(right, 'sessions/code-spent');
  equal('nobody is signed in', await page.evaluate(key => localStorage.getItem(key), `linli.me.${COMMUNITY}`), null);
}

async function unknown_number(stage) {
  const page = await stage.visit(`${HOME}/sign-in`, { worker: false });
  await page.getByLabel(words('sign-in.phone')).fill('13999999999');
  await press(page, 'sign-in.ask');
  await reads(page, 'sign-in.sent');
  await page.getByLabel(words('sign-in.code')).fill('123456');
  await press(page, 'sign-in.send');
  await reads(page, 'refusal.sessions/code-wrong');
}

/** The number of zero bits at the beginning of the hash of challenge and proof. */
function zeros(challenge, proof) {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(proof);
  const hash = createHash('sha256').update(challenge).update(number).digest();
  return Math.clz32(hash.readUInt32BE(0));
}

/** During a flood the page computes a proof of work by itself; the person sees no refusal and does nothing more. */
async function a_sum_in_a_flood(stage) {
  const page = await stage.visit(`${HOME}/sign-in`, { worker: false });
  const [bits, proofs] = [18, []];
  let began;
  await page.route('**/sign-in-codes', route => {
    const { proof } = route.request().postDataJSON();
    const challenge = `00112233445566778899aabbccddee${proofs.length ? 'ff' : '00'}`;
    if (proof === undefined || proofs.length === 1) {
      // The second one is a proof as well; by then the server requires another.
      if (proof !== undefined) proofs.push(zeros('00112233445566778899aabbccddee00', proof));
      else proofs.push(null);
      began ??= Date.now();
      const problem = { type: '/problems/sessions/proof-needed', code: 'sessions/proof-needed', status: 428, params: { challenge, bits } };
      return route.fulfill({ status: 428, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    }
    proofs.push(zeros('00112233445566778899aabbccddeeff', proof));
    return route.continue();
  });
  const alerts = await page.evaluateHandle(() => {
    const seen = [];
    new MutationObserver(() => document.querySelectorAll('[role="alert"]').forEach(alert => seen.push(alert.textContent)))
      .observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  await page.getByLabel(words('sign-in.phone')).fill(phoneOf(179));
  await press(page, 'sign-in.ask');
  await reads(page, 'sign-in.inbox');
  ok(`two proofs of ${bits} bits, in ${Date.now() - began} ms: ${proofs}`, proofs.length === 3 && proofs.slice(1).every(found => found >= bits));
  equal('no refusal was shown meanwhile', await alerts.jsonValue(), []);
}

/** Signing out forgets the person in this browser: the record, the stored answers, the session. */
async function signing_out(stage) {
  const person = await stage.people.person(phoneOf(172));
  const page = await stage.visit(`${HOME}/me`, { as: person.phone });
  await readsText(page, person.me.name);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload();
  await readsText(page, person.me.name);
  const kept = () => page.evaluate(async () => {
    const cache = await caches.open('linli-own');
    return (await cache.keys()).length;
  });
  await until('own answers are stored', async () => (await kept()) > 0);
  // What an organiser's tab stores for use without a network, here and in another community.
  const [here, elsewhere] = [COMMUNITY, '511402001003'].map(code => `linli.tab.${code}.check-in-key.x`);
  await page.evaluate(names => names.forEach(name => sessionStorage.setItem(name, 'y')), [here, elsewhere]);
  await page.getByRole('main').getByRole('button', { name: words('me.sign-out'), exact: true }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: words('me.sign-out'), exact: true }).click();
  await arrives(page, HOME);
  await reads(page, 'me.out');
  await untilEqual('stored answers are gone', kept, 0);
  equal('nothing of the person is kept', await page.evaluate(name => Object.values(localStorage).filter(value => value.includes(name)), person.me.name), []);
  equal('nor in this tab, but for the other community', await page.evaluate(() => Object.keys(sessionStorage)), [elsewhere]);
  await page.goBack();
  await reads(page, 'shell.sign-in-first');
  const refused = await person.get('/me').then(() => null, error => error.code);
  equal('the session is dead', refused, 'request/not-signed-in');
}

export const journeys = { by_keyboard, six_wrong_codes, unknown_number, a_sum_in_a_flood, signing_out };
