// Bundles the rival with esbuild. The module `linli:sql` contains the API's own statements, so that both run the same.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FEATURES = ["journal", "members", "object", "sessions", "volunteering"];

/** The value of a Rust string literal; in these files the only escape is a backslash at the end of a line. */
const unquoted = (literal) => literal.replace(/\\\n\s*/g, "");

/** Constants `NAME: &str = "…"` of a `sql.rs`, and those made by its macros, which prepend a select. */
function statements(text) {
  const found = new Map();
  const heads = new Map();
  for (const [, name, body] of text.matchAll(/macro_rules! (\w+) \{([\s\S]*?)\n\}/g)) {
    heads.set(name, [...body.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join(""));
  }
  for (const [, name, value] of text.matchAll(/pub const (\w+): &str =\s*([\s\S]*?);\n/g)) {
    const [, macro] = value.match(/^(\w+)!/) ?? [];
    const literal = value.match(/"([^"]*)"/)?.[1];
    if (literal !== undefined) found.set(name, (macro ? heads.get(macro) : "") + unquoted(literal));
  }
  return found;
}

/** One object of statements for each feature, because names are unique only within a feature. */
function sqlModule(root) {
  const of = (feature) => statements(readFileSync(join(root, `api/src/${feature}/sql.rs`), "utf8"));
  return FEATURES.map((feature) => `export const ${feature} = ${JSON.stringify(Object.fromEntries(of(feature)))};`).join("\n");
}

function installed(here) {
  const lock = createHash("sha256").update(readFileSync(join(here, "package-lock.json"))).digest("hex");
  const stamp = join(here, "node_modules/.linli-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("installing what the API is measured beside …");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here, stdio: "inherit" });
  writeFileSync(stamp, lock);
}

export async function bundle(here, root) {
  installed(here);
  const { build } = await import(createRequire(join(root, "package.json")).resolve("esbuild"));
  mkdirSync(join(here, "out"), { recursive: true });
  const sql = { name: "linli-sql", setup(pass) {
    pass.onResolve({ filter: /^linli:sql$/ }, ({ path }) => ({ path, namespace: "linli" }));
    pass.onLoad({ filter: /.*/, namespace: "linli" }, () => ({ contents: sqlModule(root), loader: "js" }));
  } };
  await build({
    entryPoints: [join(here, "rival/index.ts")],
    outfile: join(here, "out/rival.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "esnext",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    loader: { ".sql": "text" },
    plugins: [sql],
    logLevel: "warning",
    absWorkingDir: dirname(join(here, "package.json")),
  });
}
