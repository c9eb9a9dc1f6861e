// A busy processor beside the journeys: as many processes that never rest as it has cores.
// Invariant: each is ended by its own process id, and by itself when whoever started it is gone.

import { spawn } from 'node:child_process';
import { cpus } from 'node:os';

const SPIN = `
  const parent = process.ppid;
  while (process.ppid === parent) for (let turn = 0; turn < 50_000_000; turn += 1);
`;

/** Keeps every core at work until the function that it gives back is called. */
export function keepBusy() {
  const children = cpus().map(() => spawn(process.execPath, ['-e', SPIN], { stdio: 'ignore' }));
  return () => Promise.all(children.map(child => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    return ended;
  }));
}
