// A proxy between browser and workerd that can be shut, slowed and watched: the network as a journey needs it.
// State: whether it is open, the rules that change requests, and the list of completed requests.
// Invariant: without a rule a request and its answer pass unchanged, byte for byte.

import { Agent, createServer, request as forward } from 'node:http';

export async function openDoor(server) {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set();
  const door = {
    /** Completed requests: `{ method, path, key, status }`, in the order of the answers. */
    passed: [],
    /** Each rule sees `{ method, path, headers }` and may give `{ status, body, headers }`, `{ lose: true }` (it is
     * carried out, the answer is lost), `{ wait: promise }` or nothing; it may also change the headers. */
    rules: [],
    shut: false,
    close() {
      door.shut = true;
      for (const socket of sockets) socket.destroy();
    },
    open() {
      door.shut = false;
    },
    count: (method, path) => door.passed.filter(one => one.method === method && path.test(one.path)).length,
  };
  const listening = createServer(async (asked, answer) => {
    if (door.shut) return asked.socket.destroy();
    const seen = { method: asked.method, path: asked.url, headers: { ...asked.headers } };
    let verdict;
    for (const rule of door.rules) verdict ??= rule(seen);
    const note = status => door.passed.push({ method: seen.method, path: seen.path, key: seen.headers['idempotency-key'], status });
    if (verdict?.status) {
      note(verdict.status);
      asked.resume();
      return answer.writeHead(verdict.status, verdict.headers ?? { 'content-type': 'text/plain' }).end(verdict.body ?? '');
    }
    await verdict?.wait;
    const onward = forward({ agent, host: '127.0.0.1', port: server.port, method: seen.method, path: seen.path, headers: seen.headers }, reply => {
      note(reply.statusCode);
      if (door.shut || verdict?.lose) return asked.socket.destroy();
      answer.writeHead(reply.statusCode, reply.rawHeaders);
      reply.pipe(answer);
      reply.on('error', () => asked.socket.destroy());
    });
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  });
  listening.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise(resolve => listening.listen(0, '127.0.0.1', resolve));
  door.origin = `http://127.0.0.1:${listening.address().port}`;
  door.end = () => {
    agent.destroy();
    for (const socket of sockets) socket.destroy();
    return new Promise(resolve => listening.close(resolve));
  };
  return door;
}
