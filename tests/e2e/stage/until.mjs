// Waits for a condition, with a message that says what did not happen.
// Invariant: nothing in the journeys waits for a number of milliseconds; the pause here is only the interval between
// checks.

const EVERY_MS = 40;
/** For how long one step of a journey is waited for. Machines that many share sometimes stand still for half a minute. */
export const PATIENCE_MS = 60_000;

/** Repeats `check` until it returns something truthy, and returns that. A check that throws counts as "not yet". */
export async function until(what, check, within_ms = PATIENCE_MS) {
  const end = Date.now() + within_ms;
  let last;
  for (;;) {
    try {
      const found = await check();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end) throw new Error(`not within ${within_ms} ms: ${what}${last ? ` (${last.message})` : ''}`);
    await new Promise(resume => setTimeout(resume, EVERY_MS));
  }
}

/** Repeats until two values are the same; the message shows both. */
export async function untilEqual(what, read, expected, within_ms = PATIENCE_MS) {
  let found;
  const wanted = JSON.stringify(expected);
  await until(what, async () => JSON.stringify(found = await read()) === wanted, within_ms).catch(error => {
    throw new Error(`${error.message}; found ${JSON.stringify(found)}, expected ${wanted}`);
  });
}

export function equal(what, found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: found ${a}, expected ${b}`);
}

export function ok(what, found) {
  if (!found) throw new Error(`${what}: found ${JSON.stringify(found)}`);
  return found;
}
