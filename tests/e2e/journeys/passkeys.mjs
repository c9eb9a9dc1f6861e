// Passkeys on pages, with an authenticator that Chromium simulates: created on one's own page, used to sign in,
// removed.
//
// A passkey is made for a host name, never for an IP address, so these pages are opened at `localhost`, and the others
// at 127.0.0.1; it is the same server.

import { phoneOf } from '../stage/people.mjs';
import { arrives, button, press, reads } from '../stage/screen.mjs';
import { COMMUNITY } from '../stage/server.mjs';
import { equal, ok, until } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const HOME = `/c/${COMMUNITY}`;
const API = `/api/communities/${COMMUNITY}`;

const here = stage => ({ origin: stage.server.origin.replace('127.0.0.1', 'localhost') });

/** A page on a phone that recognises its owner's finger. */
async function phone_with_a_finger(stage, path, as) {
  const context = await stage.device({ as, door: here(stage), worker: false });
  const page = await stage.page(context);
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options });
  await page.goto(path);
  const held = async () => (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return { page, held };
}

async function signs_out(page) {
  await page.goto(new URL(`${HOME}/me`, page.url()).href);
  await page.getByRole('main').getByRole('button', { name: words('me.sign-out'), exact: true }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: words('me.sign-out'), exact: true }).click();
  await arrives(page, HOME);
}

const who = page => page.evaluate(path => fetch(path).then(answer => (answer.ok ? answer.json() : null)), `${API}/me`);

async function add_and_sign_in(stage) {
  const person = await stage.people.person(phoneOf(174));
  const { page, held } = await phone_with_a_finger(stage, `${HOME}/security`, person.phone);
  await reads(page, 'security.passkeys-none');
  await press(page, 'security.passkey-add');
  await reads(page, 'security.passkey-added');
  await reads(page, 'event.passkey-added');
  const [made] = await held();
  equal('it is for this host, and says by itself whose it is', [made.rpId, made.isResidentCredential], ['localhost', true]);
  const { passkeys } = await person.get('/passkeys');
  equal('one is in the list', passkeys.length, 1);
  equal('the person is told', (await person.get('/notices')).rows[0].kind, 'passkey-added');
  // The same phone makes no second passkey.
  await press(page, 'security.passkey-add');
  await reads(page, 'security.passkey-known');
  equal('still one', (await held()).length, 1);
  await signs_out(page);
  equal('nobody is signed in', await who(page), null);
  await page.goto(new URL(`${HOME}/sign-in`, page.url()).href);
  await press(page, 'sign-in.passkey');
  await arrives(page, HOME);
  const me = await who(page);
  equal('no phone was typed', me.member, person.me.member);
  ok('both factors at once', me.second_factor.passkey && !me.second_factor.enrolled);
}

async function what_is_removed_opens_no_more(stage) {
  const person = await stage.people.person(phoneOf(175));
  const { page } = await phone_with_a_finger(stage, `${HOME}/security`, person.phone);
  await press(page, 'security.passkey-add');
  await reads(page, 'security.passkey-added');
  const remove = page.getByRole('button', { name: new RegExp(`^${words('security.passkey-remove')} `) });
  await remove.click();
  await page.getByRole('dialog').getByRole('button', { name: words('form.back'), exact: true }).click();
  equal('it stays when the person keeps it', (await person.get('/passkeys')).passkeys.length, 1);
  await remove.click();
  await page.getByRole('dialog').getByRole('button', { name: words('security.passkey-remove'), exact: true }).click();
  await reads(page, 'security.passkey-removed');
  await reads(page, 'security.passkeys-none');
  await signs_out(page);
  await page.goto(new URL(`${HOME}/sign-in`, page.url()).href);
  await press(page, 'sign-in.passkey');
  await reads(page, 'refusal.sessions/passkey-wrong');
  equal('nobody is signed in', await who(page), null);
}

/** A person who closes the browser's dialog sees no message; and a browser without passkeys offers none. */
async function changed_my_mind(stage) {
  const context = await stage.device({ door: here(stage), worker: false });
  await context.addInitScript(() => {
    navigator.credentials.get = () => Promise.reject(new DOMException('closed', 'NotAllowedError'));
  });
  const page = await stage.page(context, `${HOME}/sign-in`);
  const asked = page.waitForResponse(response => response.url().endsWith('/sign-in-passkey-challenges'));
  await press(page, 'sign-in.passkey');
  equal('a challenge was asked for', (await asked).status(), 200);
  await until('the button can be pressed again', async () => (await button(page, 'sign-in.passkey').getAttribute('aria-busy')) === null);
  equal('no word about it', await page.getByRole('main').getByRole('alert').filter({ visible: true }).count(), 0);
  const old = await stage.device({ door: here(stage), worker: false });
  await old.addInitScript(() => {
    delete globalThis.PublicKeyCredential;
  });
  const without = await stage.page(old, `${HOME}/sign-in`);
  await without.getByLabel(words('sign-in.phone')).waitFor();
  equal('not offered', await button(without, 'sign-in.passkey').count(), 0);
  // Also not at an IP address, for which no browser makes a passkey.
  const at_a_number = await stage.visit(`${HOME}/sign-in`, { worker: false });
  await at_a_number.getByLabel(words('sign-in.phone')).waitFor();
  equal('not offered there either', await button(at_a_number, 'sign-in.passkey').count(), 0);
}

export const journeys = { add_and_sign_in, what_is_removed_opens_no_more, changed_my_mind };
