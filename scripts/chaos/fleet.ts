import { type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { restartAtOnce } from "../postgres/start-postgres";
import type { Supervisor } from "../supervise/supervisor";
import { waitUntilHealthy } from "../supervise/wait-until-healthy";

/** How a process of the application was started, to start it again. */
interface Start {
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

export interface Member {
  /** kill -9, and as its supervisor would do, a new start; resolves when the new process is ready. */
  readonly killAndRestart: () => Promise<void>;
  /** SIGTERM, as a deployment sends it. Answers the exit code, or the signal where it had to be killed. */
  readonly end: () => Promise<number | string>;
  readonly start: () => Promise<void>;
}

/** Web, worker and database of a stack, in hands that may end them. */
export interface Fleet {
  /** Give it to `bringUp`: it starts what the fleet keeps. */
  readonly supervisor: Supervisor;
  readonly member: (name: "web" | "worker") => Member;
  /** A second web server of the same build. */
  readonly webOn: (port: number) => Member & { readonly url: () => string };
  readonly restartDatabase: () => Promise<void>;
}

const GRACE_MS = 60_000;
/** Events leave up to this much late, and so in any order; and come back soon when the web server was away. */
const RESTLESS_DELIVERIES = {
  SANDBOX_WEBHOOK_JITTER_MS: "3000",
  SANDBOX_WEBHOOK_RETRY_MS: "1000,5000,15000,30000,60000,60000",
};

async function exitOf(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode ?? child.signalCode ?? "unknown";
}

async function end(child: ChildProcess): Promise<number | string> {
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  child.kill("SIGTERM");
  const exit = await exitOf(child);
  clearTimeout(timer);
  return exit;
}

function ready(name: string, child: ChildProcess, { args }: Start): Promise<unknown> {
  if (name === "worker") return once(child, "message");
  return waitUntilHealthy(`http://127.0.0.1:${args[args.indexOf("-p") + 1]}/api/health/ready`);
}

/** The processes of the application by name, each with how it was started. */
function createMembers(supervisor: Supervisor) {
  const starts = new Map<string, Start>();
  const children = new Map<string, ChildProcess>();
  const counts = new Map<string, number>();
  const known = <T>(map: ReadonlyMap<string, T>, name: string): T => {
    const found = map.get(name);
    if (found === undefined) throw new Error(`${name} was not started by way of the fleet.`);
    return found;
  };
  const launch = (name: string, start: Start): ChildProcess => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    starts.set(name, start);
    // Each has a log of its own: the next one must not write over what the last one said.
    const child = supervisor.startMortal(count === 1 ? name : `${name}-${count}`, start.args, start.env);
    children.set(name, child);
    return child;
  };
  const restart = async (name: string) => {
    const start = known(starts, name);
    await ready(name, launch(name, start), start);
  };
  const member = (name: string): Member => ({
    async killAndRestart() {
      const child = known(children, name);
      child.kill("SIGKILL");
      await exitOf(child);
      await restart(name);
    },
    end: () => end(known(children, name)),
    start: () => restart(name),
  });
  return { launch, member, startOf: (name: string) => known(starts, name), starts };
}

/** Takes web, worker and database into its hands as they are started by way of its supervisor. */
export function createFleet(supervisor: Supervisor): Fleet {
  const { launch, member, startOf, starts } = createMembers(supervisor);
  let databaseKeeper: ChildProcess | undefined;
  return {
    supervisor: {
      ...supervisor,
      start(name, args, env) {
        if (name === "web" || name === "worker") return launch(name, { args, env });
        return supervisor.start(name, args, { ...env, ...RESTLESS_DELIVERIES });
      },
      keep(name, child, stop) {
        if (name === "postgres") databaseKeeper = child;
        supervisor.keep(name, child, stop);
      },
    },
    member,
    webOn(port) {
      const { args, env } = startOf("web");
      const moved = args.map((arg, index) => (args[index - 1] === "-p" ? `${port}` : arg));
      starts.set("web-beside", { args: moved, env });
      return { ...member("web-beside"), url: () => `http://localhost:${port}` };
    },
    async restartDatabase() {
      if (databaseKeeper === undefined) throw new Error("The database was not started by way of the fleet.");
      await restartAtOnce(databaseKeeper, supervisor.logFile("postgres"));
    },
  };
}
