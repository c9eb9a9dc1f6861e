// The load: connections that stay open, each with one request in flight, over plain sockets.
import { connect } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

/** One connection: `request()` returns the bytes of the next request, `done(millis)` is called for each answer. */
function connection(port, request, running, done) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let began = 0;
    let buffer = Buffer.alloc(0);
    const next = () => {
      if (!running()) return socket.end();
      began = performance.now();
      socket.write(request());
    };
    socket.on("connect", next);
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.on("data", (bytes) => {
      buffer = buffer.length === 0 ? bytes : Buffer.concat([buffer, bytes]);
      const at = buffer.indexOf(HEAD_END);
      if (at < 0) return;
      const head = buffer.toString("latin1", 0, at);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? NaN);
      const whole = Number.isNaN(length) ? chunkedEnd(buffer, at + 4) : at + 4 + length;
      if (whole < 0 || buffer.length < whole) return;
      if (!head.startsWith("HTTP/1.1 200")) return reject(new Error(buffer.toString("utf8", 0, 600)));
      buffer = buffer.subarray(whole);
      done(performance.now() - began);
      next();
    });
  });
}

/** The end of a chunked body, or -1. */
function chunkedEnd(buffer, from) {
  let at = from;
  for (;;) {
    const line = buffer.indexOf("\r\n", at, "latin1");
    if (line < 0) return -1;
    const size = Number.parseInt(buffer.toString("latin1", at, line), 16);
    at = line + 2 + size + 2;
    if (size === 0) return at;
    if (at > buffer.length) return -1;
  }
}

/** Requests per second, the server's processor milliseconds for each, and the 99th percentile of the response times. */
export async function measure({ port, cpuSeconds }, requests, seconds) {
  const used = cpuSeconds();
  const began = performance.now();
  const until = began + seconds * 1000;
  const times = [];
  const running = () => performance.now() < until;
  await Promise.all(requests.map((request) => connection(port, request, running, (millis) => times.push(millis))));
  const elapsed = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const cpu = ((cpuSeconds() - used) * 1000) / times.length;
  return { rate: times.length / elapsed, cpu, p99: times[Math.floor(times.length * 0.99)] ?? NaN };
}
