// The rival: one page of activities and two durable commands, as a Hono worker in front of a Durable Object.
//
// Written conventionally: the framework's own middleware, RPC to the object, node's crypto, one synchronous transaction
// for each command. Its SQL is the API's own, taken from the Rust sources during bundling.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie } from "hono/cookie";
import { csrf } from "hono/csrf";
import { Community } from "./community";

export { Community };

type Bindings = { COMMUNITY: DurableObjectNamespace<Community> };

const app = new Hono<{ Bindings: Bindings }>();
app.use(csrf());
app.use("/api/*", bodyLimit({ maxSize: 64 * 1024 }));

const object = (env: Bindings, code: string) => env.COMMUNITY.get(env.COMMUNITY.idFromName(code));

app.get("/api/health", (c) => c.json({ status: "ok" }));

app.post("/bench/:community/seed", async (c) => {
  await object(c.env, c.req.param("community")).seed(await c.req.json());
  return c.json({});
});

app.get("/api/communities/:community/activities", async (c) => {
  const limit = Math.min(Math.max(Number(c.req.query("limit") ?? 50), 1), 100);
  const { etag, reply } = await object(c.env, c.req.param("community")).listActivities(limit);
  c.header("etag", etag);
  c.header("cache-control", "public, no-cache");
  c.header("x-content-type-options", "nosniff");
  if (c.req.header("if-none-match") === etag) return c.body(null, 304);
  return c.json(reply);
});

for (const [path, command] of [["sign-ups", "signUp"], ["withdrawal", "withdraw"]] as const) {
  app.post(`/api/communities/:community/activities/:activity/${path}`, async (c) => {
    const request = {
      token: getCookie(c, "linli") ?? "",
      key: c.req.header("idempotency-key") ?? "",
      activity: c.req.param("activity"),
      body: await c.req.text(),
    };
    const { status, reply } = await object(c.env, c.req.param("community"))[command](request);
    c.header("cache-control", "private, no-cache");
    c.header("x-content-type-options", "nosniff");
    return c.body(reply, status, { "content-type": "application/json" });
  });
}

export default app;
