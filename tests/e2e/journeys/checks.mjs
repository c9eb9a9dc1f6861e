// The street's office answers a request of a community, and the decision continues with its answer.

import { HEAD } from '../stage/pages.mjs';
import { link, reads, readsText, settled } from '../stage/screen.mjs';
import { ok, until } from '../stage/until.mjs';
import { words } from '../stage/words.mjs';

const ADVICE = '程序到位，资金来源请在公示里写明。';

async function the_street_answers(stage) {
  const officer = await stage.people.officer(HEAD.phone, HEAD.region);
  let asked;
  await until('what was asked has arrived', async () => {
    [asked] = (await officer.get('/checks')).open;
    return asked !== undefined;
  });
  const page = await stage.visit(`/regions/${HEAD.region}/checks`, { officer: HEAD, worker: false });
  await readsText(page, asked.title);
  const name = words('shell.action-of', { action: words('officers.check-answer'), title: asked.title });
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog').filter({ visible: true });
  const send = () => dialog.getByRole('button', { name: words('officers.check-answer'), exact: true }).click();
  // No answer is preselected.
  await send();
  await reads(page, 'form.missing');
  await dialog.locator('#field-verdict').selectOption('with-changes');
  await dialog.locator('#field-text').fill(ADVICE);
  await send();
  await reads(page, 'officers.check-answered');
  await until('the community has the answer', async () => {
    const { page: done } = await officer.get('/checks');
    return done.rows.some(one => one.case === asked.case && one.state === 'delivered');
  });
  await page.reload();
  await reads(page, 'officers.check-state.delivered');
  await readsText(page, ADVICE);

  const open = await stage.visit(`/c/${asked.community}/cases/${asked.case}`, { worker: false });
  await settled(open);
  await reads(open, 'decisions.verdict.with-changes');
  // What is in order is folded.
  for (const summary of await open.locator('details.fold > summary').all()) await summary.click();
  await reads(open, 'decisions.guard.township-opinion');
  ok('the office answers once', (await officer.get('/checks')).open.every(one => one.id !== asked.id));
}

/** A person without a seat there finds only the way to sign in. */
async function nobody_else_sees_them(stage) {
  const page = await stage.visit(`/regions/${HEAD.region}/checks`, { worker: false });
  await reads(page, 'officers.guest');
  await link(page, 'officers.sign-in').waitFor();
}

export const journeys = { the_street_answers, nobody_else_sees_them };
