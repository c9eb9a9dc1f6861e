// One workerd on one core, over one data folder; it chooses its port and reports it.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** The unit of the times in /proc; Linux reports the same to programs on every machine. */
const TICKS_PER_SECOND = 100;
const PINNED = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** Moves this process, the load, to another core than the servers. */
export function pinned() {
  if (!PINNED) return false;
  return spawnSync("taskset", ["-cp", "1", String(process.pid)], { stdio: "ignore" }).status === 0;
}

/** The processor time that the process has used on its core; independent of other load on the machine. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export async function serve(program, config, folders, environment) {
  const words = ["serve", config, ...Object.entries(folders).flatMap(([name, path]) => ["--directory-path", `${name}=${path}`])];
  words.push("--socket-addr", "http=127.0.0.1:0", "--control-fd", "3");
  const command = PINNED ? ["taskset", "-c", "0", program, ...words] : [program, ...words];
  const child = spawn(command[0], command.slice(1), { stdio: ["ignore", "inherit", "inherit", "pipe"], env: { ...process.env, ...environment } });
  const ended = new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`workerd ended with ${code}`))));
  ended.catch(() => {});
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdio[3] })) {
      const { port } = JSON.parse(line);
      if (port) return port;
    }
    throw new Error("workerd did not listen");
  })();
  const port = await Promise.race([listening, ended]);
  process.once("exit", () => child.kill("SIGKILL"));
  return { port, address: `http://127.0.0.1:${port}`, cpuSeconds: () => cpuSeconds(child.pid), stop: () => child.kill("SIGKILL") };
}
