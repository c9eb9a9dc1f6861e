// One workerd in demonstration mode over a seeded data folder of its own, whose clock may be put ahead.
// Invariant: it is ended by its own process id, and its folder is removed with it. A clock only moves forward.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.mjs';

export const ROOT = process.env.LINLI_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '../../..');
const CONFIG = process.env.LINLI_CONFIG ?? join(ROOT, 'api/worker.capnp');
export const DIST = process.env.LINLI_DIST ?? join(ROOT, 'dist');
/** The demonstration community. */
export const COMMUNITY = '511402901001';

function workerd() {
  if (process.env.LINLI_WORKERD) return process.env.LINLI_WORKERD;
  const machine = process.arch === 'arm64' ? 'arm64' : '64';
  return join(ROOT, `node_modules/@cloudflare/workerd-linux-${machine}/bin/workerd`);
}

/** Also when the run is interrupted: an unused server must not remain. */
const alive = new Set();
process.once('exit', () => alive.forEach(child => child.kill('SIGKILL')));

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function startServer({ dist = DIST } = {}) {
  for (const needed of [join(dist, 'index.html'), join(ROOT, 'api/build/index.js')]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run \`cargo xtask build\``);
  }
  const data = mkdtempSync(join(tmpdir(), 'linli-e2e-'));
  const objects = join(data, 'objects');
  mkdirSync(objects);
  const port = await freePort();
  const secret = () => randomBytes(32).toString('hex');
  const operatorKey = secret();
  const secrets = { LINLI_SESSION_PEPPER: secret(), LINLI_CODE_PEPPER: secret(), LINLI_CHECKIN_KEY: secret(), LINLI_IDENTITY_KEY: secret(), LINLI_OPERATOR_KEY: operatorKey };
  const log = [];
  let running;
  const start = ahead_minutes => {
    const child = spawn(
      workerd(),
      ['serve', CONFIG, '--directory-path', `objects=${objects}`, '--directory-path', `dist=${dist}`, '--socket-addr', `http=127.0.0.1:${port}`],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LINLI_MODE: 'demonstration', LINLI_CLOCK_AHEAD_MINUTES: String(ahead_minutes), ...secrets } },
    );
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => log.push(String(text)));
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    running = { child, ended: new Promise(resolve => child.once('exit', resolve)) };
    return until('workerd answers', async () => {
      if (child.exitCode !== null) throw new Error(`workerd ended: ${log.join('')}`);
      return (await fetch(`${origin}/api/health`)).ok;
    }, 30_000);
  };
  const end = async () => {
    running.child.kill('SIGTERM');
    const timer = setTimeout(() => running.child.kill('SIGKILL'), 5_000);
    await running.ended;
    clearTimeout(timer);
  };
  const stop = async () => {
    await end();
    rmSync(data, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await start(0);
    const seeded = await fetch(`${origin}/api/demonstration/seed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{}',
    });
    if (!seeded.ok) throw new Error(`seeding was answered ${seeded.status}: ${await seeded.text()}`);
    /** Milliseconds by which the server's clock is ahead of this machine's. */
    const server = { origin, port, log, stop, operatorKey, ahead_ms: 0, accounts: (await seeded.json()).accounts };
    /** Lets time pass: serves the same data again, with a clock that is further ahead. */
    server.pass = async minutes => {
      await end();
      server.ahead_ms += minutes * 60_000;
      await start(server.ahead_ms / 60_000);
    };
    return server;
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log.join('')}`);
  }
}
