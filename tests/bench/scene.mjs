// Creates both communities alike: ours through the API, the rival's from the data that ours shows.
const CODE = "511402901001";
const CAPACITY = 500;
const ACTIVITIES = 40;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

let made = 0;
/** A new ULID: the time, then a counter. */
export function ulid() {
  let text = "";
  for (let rest = Date.now(); text.length < 10; rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  let tail = "";
  for (let rest = ++made; tail.length < 16; rest = Math.floor(rest / 32)) tail = ALPHABET[rest % 32] + tail;
  return text + tail;
}

async function call(address, path, { cookie, body } = {}) {
  const headers = { "content-type": "application/json", "idempotency-key": ulid(), ...(cookie && { cookie }) };
  const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
  const answer = await fetch(address + path, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return { reply: JSON.parse(text), cookie: answer.headers.get("set-cookie")?.split(";")[0] };
}

async function signIn(address, phone) {
  const home = `/api/communities/${CODE}`;
  await call(address, `${home}/sign-in-codes`, { body: { phone } });
  const { messages } = (await call(address, `${home}/demonstration/inbox`)).reply;
  const { code } = messages.find((message) => message.phone === phone);
  const signedIn = await call(address, `${home}/sessions`, { body: { phone, code } });
  return { cookie: signedIn.cookie, member: signedIn.reply.me.member };
}

/** Seeds ours, publishes activities and signs people in, one for each connection. */
export async function openOurs(address, connections) {
  const home = `/api/communities/${CODE}`;
  await call(address, "/api/demonstration/seed", { body: {} });
  const director = await signIn(address, "13800000001");
  const { bodies } = (await call(address, `${home}/bodies`)).reply;
  const team = bodies.find((body) => body.kind === "volunteer-team").id;
  const activities = [];
  for (let number = 0; number < ACTIVITIES; number++) {
    const starts_at = Date.now() + (20 * 24 + number) * 3_600_000;
    const draft = { title: `清理楼道第${number + 1}次`, place: "3号楼门口", plan: "自带手套。", body: team, starts_at, ends_at: starts_at + 3_000_000, capacity: CAPACITY };
    activities.push((await call(address, `${home}/activities`, { cookie: director.cookie, body: draft })).reply.activity);
  }
  const people = [];
  for (let number = 0; number < connections; number++) people.push(await signIn(address, `1380000${String(401 + number).padStart(4, "0")}`));
  return { code: CODE, activities, people };
}

/** The rival gets the same activities, bodies and number of people; its sessions are inserted directly. */
export async function openRival(rival, ours, scene) {
  const home = `/api/communities/${CODE}`;
  const listed = (await call(ours, `${home}/activities?limit=100`)).reply.rows;
  const bodies = (await call(ours, `${home}/bodies`)).reply.bodies.map((body) => [body.id, body.kind, body.name]);
  const [grid, now] = [ulid(), Date.now()];
  const households = Array.from({ length: 1200 }, () => [ulid(), grid, "1号楼", "1单元", "101"]);
  const others = Array.from({ length: 3000 - scene.people.length }, () => ulid());
  const members = [...scene.people.map((person) => person.member), ...others]
    .map((id, at) => [id, households[at % 1200][0], grid, "某某", `139${String(at).padStart(8, "0")}`, now]);
  const activities = listed.map((row) =>
    [row.id, row.body, row.title, row.place, "自带手套。", row.starts_at, row.ends_at, row.capacity, "2026-11", members[0][0], now]);
  const sessions = scene.people.map((person) => [ulid(), person.cookie.split("=")[1], person.member]);
  await call(rival, `/bench/${CODE}/seed`, { body: { grid, households, members, bodies, activities, sessions } });
}

/** The requests of each connection: reading one page, or alternately taking and giving back a place. */
export function requests(scene) {
  const head = (method, path) => `${method} /api/communities/${scene.code}${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
  const page = Buffer.from(`${head("GET", "/activities?limit=20")}\r\n`);
  return {
    reads: scene.people.map(() => () => page),
    posts: () => scene.people.map(({ cookie }, at) => {
      const activity = scene.activities[at % scene.activities.length];
      let signedUp = false;
      return () => {
        const verb = signedUp ? "withdrawal" : "sign-ups";
        signedUp = !signedUp;
        const lines = `Cookie: ${cookie}\r\nIdempotency-Key: ${ulid()}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n`;
        return `${head("POST", `/activities/${activity}/${verb}`)}${lines}\r\n{}`;
      };
    }),
  };
}
