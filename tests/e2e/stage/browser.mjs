// Chromium, and what one journey has of it: its own contexts, its own doors, its own record of errors.
// Invariant: a journey never sees another one's storage or network, and every error that a page reports fails it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { openDoor } from './door.mjs';
import { COMMUNITY, ROOT } from './server.mjs';
import { PATIENCE_MS } from './until.mjs';

export const OUT = join(ROOT, 'tests/e2e/out');
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };
/** The API's 4xx answers and a network that was taken away are part of the journeys. */
const EXPECTED = /Failed to load resource|net::ERR_|WebSocket/;
/** Parts of the browser's own window, which nobody sees here: a list of suggestions costs each new window half a second. */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI', 'Translate', 'MediaRouter', 'GlobalMediaControls', 'OptimizationHints'];
// Without the first ones the browser asks its vendor's hosts for updates at every start.
const QUIET = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--disable-gpu', `--disable-features=${UNSEEN.join(',')}`];

/** The oldest Chromium that can run the journeys; `cargo xtask` uses the same number. */
const OLDEST = 120;

export async function launch() {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const executablePath = process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium';
  const needed = `Chromium ${OLDEST} or newer is needed; LINLI_CHROMIUM may name one`;
  const browser = await chromium.launch({ executablePath, args: [...QUIET, ...asRoot] }).catch(error => {
    throw new Error(`${executablePath} did not start. ${needed}.\n${error.message}`);
  });
  const version = browser.version();
  if (Number.parseInt(version, 10) >= OLDEST) return browser;
  await browser.close();
  throw new Error(`${executablePath} is Chromium ${version}. ${needed}.`);
}

export class Stage {
  constructor(name, browser, server, people) {
    /** What every device of this journey stores in its localStorage. */
    this.kept = {};
    Object.assign(this, { name, browser, server, people, contexts: [], doors: [], console: [], faults: [], expected: [EXPECTED] });
  }

  /** Errors of pages that this journey provokes. */
  expect(pattern) {
    this.expected.push(pattern);
  }

  async door() {
    const door = await openDoor(this.server);
    this.doors.push(door);
    return door;
  }

  /**
   * A device. `as` is a phone number that is signed in already; `kept` is the content of its localStorage, such as `{
   * lang: 'en', view: 'elder' }`; `officer` is the phone and the region of an officer who is signed in there; without
   * `door` it connects directly to workerd; `worker: false` disables the service worker.
   */
  async device({ as, officer, size = PHONE, door, kept = {}, worker = true, scale = 1, ...options } = {}) {
    const origin = door?.origin ?? this.server.origin;
    const all = { ...this.kept, ...kept };
    const context = await this.browser.newContext({
      viewport: size,
      deviceScaleFactor: scale,
      hasTouch: size.width < 700,
      isMobile: size.width < 700,
      locale: all.lang === 'en' ? 'en-GB' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      baseURL: origin,
      serviceWorkers: worker ? 'allow' : 'block',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.push(context);
    // The pages' clock is ahead like the server's, and runs.
    if (this.server.ahead_ms > 0) await context.clock.install({ time: Date.now() + this.server.ahead_ms });
    if (as) await this.signIn(context, origin, as);
    if (officer) await this.give(context, origin, await this.people.officer(officer.phone, officer.region));
    if (Object.keys(all).length > 0) {
      await context.addInitScript(entries => {
        for (const [name, value] of entries) {
          if (localStorage.getItem(`linli.${name}`) === null) localStorage.setItem(`linli.${name}`, value);
        }
      }, Object.entries(all));
    }
    return context;
  }

  async signIn(context, origin, phone, community = COMMUNITY) {
    await this.give(context, origin, await this.people.person(phone, community));
  }

  /** Sets the cookie of a person who is signed in. */
  async give(context, origin, { name, cookie, base }) {
    await context.addCookies([{ name, value: cookie, domain: new URL(origin).hostname, path: base, httpOnly: true, sameSite: 'Strict' }]);
  }

  /** A page of a device, opened at a path. */
  async page(context, path) {
    const page = await context.newPage();
    const note = (kind, text) => this.console.push(`${new Date().toISOString()} ${kind} ${page.url()} ${text}`);
    page.on('console', message => {
      note(message.type(), message.text());
      if (message.type() === 'error' && !this.expected.some(pattern => pattern.test(message.text()))) this.faults.push(message.text());
    });
    page.on('pageerror', error => {
      note('pageerror', error.stack ?? error.message);
      this.faults.push(error.message);
    });
    page.on('requestfailed', request => note('failed', `${request.method()} ${request.url()} ${request.failure()?.errorText}`));
    page.on('response', response => response.status() >= 400 && note(response.status(), `${response.request().method()} ${response.url()}`));
    if (path !== undefined) await page.goto(path);
    return page;
  }

  /** A device with one page. */
  async visit(path, options) {
    return this.page(await this.device(options), path);
  }

  async keepEvidence() {
    mkdirSync(OUT, { recursive: true });
    const pages = this.contexts.flatMap(context => context.pages());
    for (const [at, page] of pages.entries()) {
      const path = join(OUT, `${this.name}-${at + 1}.png`);
      await page.screenshot({ path, timeout: 5_000 }).catch(error => this.console.push(`no picture of page ${at + 1}: ${error.message}`));
      this.console.push(`page ${at + 1} stands at ${page.url()}, picture ${path}`);
    }
    writeFileSync(join(OUT, `${this.name}.log`), `${this.console.join('\n')}\n`);
  }

  async end() {
    for (const context of this.contexts) await context.close().catch(() => {});
    for (const door of this.doors) await door.end();
  }
}
