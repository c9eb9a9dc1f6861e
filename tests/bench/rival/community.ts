// The rival's object: sessions, seats, sign-ups, journal with its chain of hashes, kept answers.
//
// Invariant: a command is one `transactionSync`, in which the key is looked up first and the answer kept last.
import { DurableObject } from "cloudflare:workers";
import { createHash, createHmac } from "node:crypto";
import * as sql from "linli:sql";
import schema from "../../../api/migrations/community/0001_foundation.sql";

const PEPPER = "rival-pepper".repeat(4);
const HALF_HOUR = 30 * 60 * 1000;

type Command = { token: string; key: string; activity: string; body: string };
type Seed = { grid: string; households: unknown[]; members: unknown[]; bodies: unknown[][]; activities: unknown[][]; sessions: [string, string, string][] };
type Answer = { status: 200 | 400 | 401 | 404 | 409; reply: string };
type Row = Record<string, SqlStorageValue>;

class Refusal extends Error {
  constructor(readonly status: Answer["status"], readonly code: string) {
    super(code);
  }
}

const sessionHash = (token: string) => createHmac("sha256", PEPPER).update(token).digest();
const today = () => new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);

export class Community extends DurableObject {
  private readonly db: SqlStorage;

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env);
    this.db = state.storage.sql;
    state.blockConcurrencyWhile(async () => {
      const made = this.db.exec("select 1 from sqlite_master where name = 'journal'").toArray();
      if (made.length === 0) state.storage.transactionSync(() => this.db.exec(schema));
    });
  }

  seed({ grid, households, members, bodies, activities, sessions }: Seed) {
    this.ctx.storage.transactionSync(() => {
      this.db.exec(sql.members.ADD_GRID, grid, grid);
      this.db.exec(sql.members.ADD_HOUSEHOLDS, JSON.stringify(households));
      this.db.exec(sql.members.ADD_MEMBERS, JSON.stringify(members));
      for (const body of bodies) this.db.exec(sql.members.ADD_BODY, ...body);
      for (const activity of activities) this.db.exec(sql.volunteering.PUBLISH, ...activity);
      const now = Date.now();
      for (const [id, token, member] of sessions) {
        this.db.exec(sql.sessions.ADD_SESSION, id, sessionHash(token), member, now, now, now + 30 * 86_400_000, "bench");
      }
    });
  }

  listActivities(limit: number) {
    const now = Date.now();
    const rows = this.db.exec(sql.volunteering.UPCOMING, now, "", limit + 1).raw().toArray();
    const [[revision]] = this.db.exec(sql.object.REVISIONS, '["volunteering","members"]').raw().toArray();
    const activities = rows.slice(0, limit).map((row) => ({
      id: row[0],
      title: row[1],
      place: row[2],
      body: row[3],
      body_name: row[4],
      starts_at: row[5],
      ends_at: row[6],
      capacity: row[7],
      signed_up: row[8],
      waiting: row[9],
      cancelled: row[10] !== 0,
    }));
    const etag = `"${revision}-${Math.floor(now / HALF_HOUR)}-"`;
    return { etag, reply: { rows: activities, next: rows.length > limit ? activities.at(-1)?.id : null } };
  }

  signUp(command: Command): Answer {
    return this.command("volunteering/sign-up", command, (member, now) => {
      const facts = this.first(sql.volunteering.FACTS, command.activity);
      if (!facts) throw new Refusal(404, "request/not-found");
      const before = this.first(sql.volunteering.SIGN_UP_STATE, command.activity, member)?.state;
      if (this.first(sql.volunteering.CLASH, member, command.activity, facts.ends_at, facts.starts_at)) throw new Refusal(409, "volunteering/overlapping-sign-up");
      if (now >= (facts.ends_at as number)) throw new Refusal(409, "volunteering/ended");
      if (before === "confirmed" || before === "waiting") throw new Refusal(409, "volunteering/already-signed-up");
      const waiting = facts.waiting as number;
      const free = (facts.signed_up as number) < (facts.capacity as number) && waiting === 0;
      const place = free ? "confirmed" : "waiting";
      this.db.exec(sql.volunteering.TAKE_PLACE, command.activity, member, place, now);
      this.journal(now, member, "volunteering/sign-up", command.activity, { place });
      return { place, position: free ? null : waiting + 1 };
    });
  }

  withdraw(command: Command): Answer {
    return this.command("volunteering/withdraw", command, (member, now) => {
      const facts = this.first(sql.volunteering.FACTS, command.activity);
      if (!facts) throw new Refusal(404, "request/not-found");
      const before = this.first(sql.volunteering.SIGN_UP_STATE, command.activity, member)?.state;
      if (this.first(sql.volunteering.SERVICE_OF, command.activity, member)) throw new Refusal(409, "volunteering/already-checked-in");
      if (now >= (facts.ends_at as number)) throw new Refusal(409, "volunteering/ended");
      if (before !== "confirmed" && before !== "waiting") throw new Refusal(409, "volunteering/not-signed-up");
      this.db.exec(sql.volunteering.WITHDRAW, command.activity, member);
      const moved = before === "confirmed" ? this.db.exec(sql.volunteering.MOVE_UP, command.activity, 1).toArray().length : 0;
      this.journal(now, member, "volunteering/withdraw", command.activity, { moved_up: moved });
      return { moved_up: moved };
    });
  }

  private first(statement: string, ...values: SqlStorageValue[]): Row | undefined {
    return this.db.exec<Row>(statement, ...values).toArray()[0];
  }

  private command(name: string, command: Command, run: (member: string, now: number) => object): Answer {
    try {
      return { status: 200, reply: this.ctx.storage.transactionSync(() => this.once(name, command, run)) };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, reply: JSON.stringify({ code: error.code }) };
      throw error;
    }
  }

  private once(name: string, command: Command, run: (member: string, now: number) => object): string {
    const now = Date.now();
    const session = this.first(sql.object.SESSION, sessionHash(command.token), now);
    if (!session) throw new Refusal(401, "request/not-signed-in");
    const member = session.member as string;
    const day = today();
    this.db.exec(sql.object.SEATS, member, day, day).toArray();
    if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(command.key)) throw new Refusal(400, "request/malformed");
    if (Object.keys(JSON.parse(command.body)).length > 0) throw new Refusal(400, "request/malformed");
    const content = createHash("sha256").update(`${command.activity}\0${command.body}`).digest();
    const kept = this.first(sql.object.ANSWER_BEFORE, command.key);
    if (kept) {
      const same = kept.actor === member && kept.endpoint === name && content.equals(new Uint8Array(kept.content_hash as ArrayBuffer));
      if (!same) throw new Refusal(409, "request/key-reused");
      return kept.answer as string;
    }
    const answer = JSON.stringify(run(member, now));
    this.db.exec(sql.object.TOUCH, "volunteering");
    this.db.exec(sql.object.REMEMBER, command.key, member, name, content, answer, now);
    return answer;
  }

  private journal(now: number, actor: string, command: string, subject: string, detail: object) {
    const last = this.first(sql.journal.LAST);
    const seq = ((last?.seq as number) ?? 0) + 1;
    const previous = last ? new Uint8Array(last.hash as ArrayBuffer) : new Uint8Array(32);
    const text = JSON.stringify(detail);
    const hash = createHash("sha256").update(previous).update(JSON.stringify([seq, now, actor, "", command, subject, text])).digest();
    this.db.exec(sql.journal.APPEND, seq, now, actor, command, subject, text, previous, hash);
  }
}
