// The API compared with a Hono worker with the same schema and the same SQL, on the same raw workerd, in the same
// minute.
//
// Prints medians of interleaved rounds and the median of the rounds' ratios. Run by `cargo xtask bench --only api`.
import { mkdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";
import { measure } from "./load.mjs";
import { openOurs, openRival, requests } from "./scene.mjs";
import { pinned, serve } from "./workerd.mjs";

const CONNECTIONS = 32;
const ROUNDS = 7;
const SECONDS = 2;
const WARM_UP_SECONDS = 2;

const here = dirname(fileURLToPath(import.meta.url));
const root = process.env.LINLI_ROOT ?? join(here, "../..");
const machine = process.arch === "arm64" ? "arm64" : "64";
const workerd = process.env.LINLI_WORKERD ?? join(root, `node_modules/@cloudflare/workerd-linux-${machine}/bin/workerd`);
const config = process.env.LINLI_CONFIG ?? join(root, "api/worker.capnp");
const dist = process.env.LINLI_DIST ?? join(root, "dist");

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

function folder(name) {
  const path = join(here, "out", name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

await bundle(here, root);
const secrets = Object.fromEntries(["SESSION_PEPPER", "CODE_PEPPER", "CHECKIN_KEY", "IDENTITY_KEY", "OPERATOR_KEY"].map((name) => [`LINLI_${name}`, name.repeat(4)]));
const ours = await serve(workerd, config, { objects: folder("ours"), dist }, { LINLI_MODE: "demonstration", ...secrets });
const rival = await serve(workerd, join(here, "rival.capnp"), { objects: folder("rival") }, {});
const scene = await openOurs(ours.address, CONNECTIONS);
await openRival(rival.address, ours.address, scene);

const url = `/api/communities/${scene.code}/activities?limit=20`;
// The same bytes except for the counters: nobody has signed up at the rival's yet.
const page = async ({ address }) => (await (await fetch(address + url)).text()).replace(/"(signed_up|waiting)":\d+/g, "$1");
const [left, right] = await Promise.all([ours, rival].map(page));
if (left !== right) throw new Error(`the two pages differ:\n${left}\n${right}`);

const ownCore = pinned();
const { reads, posts } = requests(scene);
const [postsOurs, postsRival] = [posts(), posts()];
const contests = {
  "reads/s, a page of 20 activities": [[ours, reads], [rival, reads]],
  "posts/s, a durable sign-up or withdrawal": [[ours, postsOurs], [rival, postsRival]],
};
const rounds = Object.fromEntries(Object.keys(contests).map((name) => [name, []]));
for (const sides of Object.values(contests)) for (const [server, load] of sides) await measure(server, load, WARM_UP_SECONDS);
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, sides] of Object.entries(contests)) {
    // The two servers change the order in every round.
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    const found = [];
    for (const side of order) found[side] = await measure(sides[side][0], sides[side][1], SECONDS);
    rounds[name].push(found);
  }
}
ours.stop();
rival.stop();

console.log(`${ROUNDS} interleaved rounds of ${SECONDS} s, ${CONNECTIONS} connections, ${cpus()[0].model.trim()}, ` +
  (ownCore ? "servers on core 0, load on core 1" : "not pinned to cores: the figures are rough"));
console.log("| | Linli | Hono | Linli ÷ Hono | CPU Linli | CPU Hono | per CPU second, Linli ÷ Hono | p99 Linli | p99 Hono |");
console.log("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
for (const [name, found] of Object.entries(rounds)) {
  const rate = (side) => Math.round(median(found.map((pair) => pair[side].rate)));
  const p99 = (side) => `${median(found.map((pair) => pair[side].p99)).toFixed(1)} ms`;
  const cpu = (side) => `${median(found.map((pair) => pair[side].cpu)).toFixed(2)} ms`;
  const perCpu = median(found.map(([a, b]) => b.cpu / a.cpu)).toFixed(2);
  const ratio = median(found.map(([a, b]) => a.rate / b.rate)).toFixed(2);
  console.log(`| ${name} | ${rate(0)} | ${rate(1)} | ${ratio} | ${cpu(0)} | ${cpu(1)} | ${perCpu} | ${p99(0)} | ${p99(1)} |`);
}
