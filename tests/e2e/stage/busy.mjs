// A busy processor beside the journeys: one process that never rests for each core.
// Invariant: each process is ended by its own process id, and ends by itself when its parent is gone.

import { spawn } from 'node:child_process';
import { cpus } from 'node:os';

const SPIN = `
  const parent = process.ppid;
  while (process.ppid === parent) for (let turn = 0; turn < 50_000_000; turn += 1);
`;

/** Keeps every core busy until the returned function is called. */
export function keepBusy() {
  const children = cpus().map(() => spawn(process.execPath, ['-e', SPIN], { stdio: 'ignore' }));
  return () => Promise.all(children.map(child => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    return ended;
  }));
}
