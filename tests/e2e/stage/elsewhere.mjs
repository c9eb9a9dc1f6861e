// A journey on a server of its own, because what it leaves behind would disturb others, or because days pass in it.

import { makePeople } from './people.mjs';
import { startServer } from './server.mjs';

export async function elsewhere(stage, walk) {
  const server = await startServer();
  try {
    Object.assign(stage, { server, people: makePeople(server) });
    await walk(stage);
  } catch (error) {
    // Before the pages lose their server: what they showed.
    await stage.keepEvidence();
    throw error;
  } finally {
    await server.stop();
  }
}
