import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import net from "node:net";
import { eventuallyPasses } from "../../support/eventually-passes";

/** Runs one program of the drill; its last lines are kept for whoever has to read why it ended. */
export class Spawned {
  private readonly child: ChildProcess;
  private readonly said: string[] = [];
  readonly ended: Promise<number | null>;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    options: SpawnOptions = {},
  ) {
    this.child = spawn(command, [...args], { stdio: ["ignore", "pipe", "pipe"], ...options });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        this.said.push(data.toString());
        if (this.said.length > 50) this.said.shift();
      });
    }
    this.ended = new Promise((resolve) => this.child.once("exit", (code) => resolve(code)));
  }

  get lastLines(): string {
    return `${this.name}: ${this.said.join("").slice(-2_000)}`;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    this.kill(signal);
    await this.ended;
  }

  /** @throws Error with its last lines unless it ends well */
  async done(): Promise<void> {
    const code = await this.ended;
    if (code !== 0) throw new Error(`${this.lastLines}\nexit ${code}`);
  }
}

/** Whose files PostgreSQL may use: it refuses to run as root. */
export function postgresUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

/** Ports nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => net.createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, "127.0.0.1", () => resolve((server.address() as net.AddressInfo).port)),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Until it answers 200. */
export async function untilReady(url: string, deadlineMs = 60_000): Promise<void> {
  await eventuallyPasses(async () => {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    if (status !== 200) throw new Error(`${url}: ${status}`);
  }, deadlineMs);
}
