// A receiver for Linli's one-time codes: checks that a message is genuine and new, and passes the code on to an SMS
// gateway. Node.js 20 or newer, no packages. README.md beside it says how to run and try it.
//
// It answers 204 when the code was passed on, so that Linli is done with it; 502 when it was not, so that Linli tries
// again. No line of its log has a code or a phone number.

import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const { LINLI_SENDER_KEY: key = "", SMS_GATEWAY_URL: gateway, SMS_GATEWAY_TOKEN: token, CODE_FOLDER: folder } = process.env;
const { RECEIVER_HOST: host = "127.0.0.1", RECEIVER_PORT: port = "8788" } = process.env;

const KEY_CHARS_MIN = 32;
const BODY_BYTES_MAX = 4096;
/** A code lives so long; an older message is of no use, and may be a copy. */
const AGE_MILLIS_MAX = 5 * 60 * 1000;
/** Linli waits ten seconds for the answer. */
const GATEWAY_MILLIS_MAX = 8000;
/** Ids are remembered for longer than a message is accepted. */
const REMEMBER_MILLIS = 2 * AGE_MILLIS_MAX;

// ---------------------------------------------------------------------------------------------------------------------
// The only function to adapt to your SMS gateway. It throws when the gateway did not take the message.
// This one is for a gateway that takes JSON over HTTPS and a bearer token. Providers differ in the names of the fields,
// in how a request is signed, and some answer 200 with an error in the body: read that body, too.
async function passOn({ id, phone, code }) {
  const answer = await fetch(gateway, {
    method: "POST",
    headers: { "content-type": "application/json", "authorization": `Bearer ${token}`, "idempotency-key": id },
    body: JSON.stringify({ to: phone, template: "sign-in-code", params: { code, minutes: "5" } }),
    redirect: "error",
    signal: AbortSignal.timeout(GATEWAY_MILLIS_MAX),
  });
  if (!answer.ok) throw new Error(`the gateway answers ${answer.status}`);
}
// ---------------------------------------------------------------------------------------------------------------------

/** Before there is an SMS gateway: a file that only this user can read, gone when the code is. */
async function keepForOperator({ id, phone, code }) {
  const file = join(folder, `${id}.txt`);
  const remove = () => rmSync(file, { force: true });
  writeFileSync(file, `${phone.slice(-4)} ${code}\n`, { mode: 0o600 });
  setTimeout(remove, AGE_MILLIS_MAX).unref();
  process.once("exit", remove);
}

const deliver = folder ? keepForOperator : passOn;
/** Message ids and the delivery of each; the same id waits for the same delivery. */
const deliveries = new Map();

function log(words) {
  console.log(`${new Date().toISOString()} ${words}`);
}

/** Why a request is not Linli's, or null. */
function findFault(headers, body) {
  const [id, timestamp, signature] = ["message", "timestamp", "signature"].map((name) => headers[`x-linli-${name}`] ?? "");
  const right = /^[0-9A-Z]{26}$/.test(id) && /^[0-9]{1,16}$/.test(timestamp) && /^[0-9a-f]{64}$/.test(signature);
  if (!right) return "headers are missing or malformed";
  const expected = createHmac("sha256", key).update(`${timestamp}.`).update(body).digest();
  if (!timingSafeEqual(Buffer.from(signature, "hex"), expected)) return "the signature is wrong";
  return Math.abs(Date.now() - Number(timestamp)) < AGE_MILLIS_MAX ? null : "it is too old, or the clocks differ";
}

function readMessage(body) {
  try {
    const { phone, code } = JSON.parse(body.toString());
    return /^1[0-9]{10}$/.test(phone) && /^[0-9]{6}$/.test(code) ? { phone, code } : null;
  } catch {
    return null;
  }
}

/** Delivers a message once; after a failure the next try of the same id delivers again. */
function deliverOnce(id, message) {
  if (!deliveries.has(id)) {
    deliveries.set(id, deliver({ id, ...message }));
    setTimeout(() => deliveries.delete(id), REMEMBER_MILLIS).unref();
    deliveries.get(id).catch(() => deliveries.delete(id));
  }
  return deliveries.get(id);
}

async function answer(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return 413;
    chunks.push(chunk);
  }
  const [body, id] = [Buffer.concat(chunks), request.headers["x-linli-message"]];
  const fault = findFault(request.headers, body);
  if (fault) {
    log(`refused: ${fault}`);
    return 403;
  }
  const message = readMessage(body);
  if (!message) {
    log(`${id} refused: the body is not one of Linli's`);
    return 400;
  }
  try {
    await deliverOnce(id, message);
  } catch (error) {
    // Not the error itself: some hold the whole request.
    log(`${id} not passed on: ${/^the gateway answers [0-9]+$/.test(error.message) ? error.message : error.name}`);
    return 502;
  }
  log(`${id} passed on`);
  return 204;
}

if (key.length < KEY_CHARS_MIN || Boolean(gateway) === Boolean(folder)) {
  console.error(`LINLI_SENDER_KEY needs ${KEY_CHARS_MIN} characters; set one of SMS_GATEWAY_URL and CODE_FOLDER`);
  process.exit(1);
}
if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });

const server = createServer(async (request, response) => {
  const known = request.method === "POST" && request.url === "/codes";
  const status = known ? await answer(request).catch(() => 400) : 404;
  response.writeHead(status, { "content-length": "0", ...(status === 413 && { connection: "close" }) }).end();
});
server.listen(Number(port), host, () => log(`listening on http://${host}:${server.address().port}/codes`));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
