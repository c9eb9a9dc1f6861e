// One workerd in demonstration mode over a data folder of its own, seeded.
// Invariant: it is ended by its own process id, and its folder goes with it.

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
  const child = spawn(
    workerd(),
    ['serve', CONFIG, '--directory-path', `objects=${objects}`, '--directory-path', `dist=${dist}`, '--socket-addr', `http=127.0.0.1:${port}`],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LINLI_MODE: 'demonstration', LINLI_SESSION_PEPPER: secret(), LINLI_CODE_PEPPER: secret(), LINLI_CHECKIN_KEY: secret(), LINLI_IDENTITY_KEY: secret(), LINLI_OPERATOR_KEY: operatorKey },
    },
  );
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => log.push(String(text)));
  const ended = new Promise(resolve => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
    rmSync(data, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await until('workerd answers', async () => {
      if (child.exitCode !== null) throw new Error(`workerd ended: ${log.join('')}`);
      return (await fetch(`${origin}/api/health`)).ok;
    }, 30_000);
    const seeded = await fetch(`${origin}/api/demonstration/seed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{}',
    });
    if (!seeded.ok) throw new Error(`seeding was answered ${seeded.status}: ${await seeded.text()}`);
    return { origin, port, log, stop, operatorKey, accounts: (await seeded.json()).accounts };
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log.join('')}`);
  }
}
