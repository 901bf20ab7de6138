import { chownSync, mkdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { eventuallyPasses } from "../../support/eventually-passes";
import { freePorts, postgresUser, Spawned } from "./spawned";

const PASSWORD = "drill";
const CONNECTIONS = 200;

/** A primary whose commits wait for its streaming replica: what it answered is on both. */
export class PostgresPair {
  private readonly ids = postgresUser();
  private primary: Spawned | undefined;
  private standby: Spawned | undefined;

  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    readonly ports: { primary: number; standby: number },
  ) {}

  static async open(bin: string, folder: string): Promise<PostgresPair> {
    const [primary = 0, standby = 0] = await freePorts(2);
    const pair = new PostgresPair(bin, folder, { primary, standby });
    await pair.initialise();
    return pair;
  }

  urlOf(which: "primary" | "standby", user = "postgres", database = "vezne"): string {
    return `postgres://${user}:${PASSWORD}@127.0.0.1:${this.ports[which]}/${database}`;
  }

  /** A program of PostgreSQL's own, as the user it may run as. */
  private run(name: string, args: readonly string[]): Spawned {
    const env = { ...process.env, PGPASSWORD: PASSWORD, LC_ALL: "C" };
    return new Spawned(name, path.join(this.bin, name), args, { ...this.ids, cwd: "/", env });
  }

  private ownFolder(name: string): string {
    const folder = path.join(this.folder, name);
    mkdirSync(folder, { mode: 0o700 });
    if (this.ids.uid !== undefined) chownSync(folder, this.ids.uid, this.ids.gid ?? 0);
    return folder;
  }

  private server(which: "primary" | "standby", more: readonly string[] = []): Spawned {
    const settings = [
      `listen_addresses=127.0.0.1`,
      `unix_socket_directories=`,
      `max_connections=${CONNECTIONS}`,
      ...more,
    ];
    const data = path.join(this.folder, which);
    const flags = settings.flatMap((setting) => ["-c", setting]);
    return this.run("postgres", ["-D", data, "-p", String(this.ports[which]), ...flags]);
  }

  private async accepts(which: "primary" | "standby"): Promise<void> {
    await eventuallyPasses(() => this.ask(which, "select 1", "postgres"), 30_000);
  }

  async ask<T extends pg.QueryResultRow>(which: "primary" | "standby", text: string, database = "vezne"): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.urlOf(which, "postgres", database) });
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  }

  private async initialise(): Promise<void> {
    const data = this.ownFolder("primary");
    this.ownFolder("standby");
    await this.run("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C"]).done();
    this.primary = this.server("primary");
    await this.accepts("primary");
    await this.ask("primary", `create role vezne_login login nosuperuser password '${PASSWORD}'`, "postgres");
    await this.ask("primary", "create database vezne", "postgres");
    const copy = ["-D", path.join(this.folder, "standby"), "-R", "-X", "stream", "-c", "fast"];
    await this.run("pg_basebackup", ["-d", this.urlOf("primary", "postgres", "postgres"), ...copy]).done();
    // The copy knows nothing of this line: once promoted it waits for nobody.
    await this.primary.stop("SIGINT");
    this.primary = this.server("primary", ["synchronous_standby_names=*"]);
    this.standby = this.server("standby");
    await this.accepts("primary");
    await this.accepts("standby");
    await eventuallyPasses(async () => {
      const rows = await this.ask("primary", "select sync_state from pg_stat_replication", "postgres");
      if (rows[0]?.sync_state !== "sync") throw new Error("the replica does not stream yet");
    }, 30_000);
  }

  /** What `pg_ctl stop -m immediate` does: no checkpoint, every connection cut. */
  losePrimary(): void {
    this.primary?.kill("SIGQUIT");
  }

  async promote(): Promise<void> {
    await this.run("pg_ctl", ["promote", "-w", "-D", path.join(this.folder, "standby")]).done();
  }

  async close(): Promise<void> {
    await Promise.all([this.primary?.stop("SIGQUIT"), this.standby?.stop("SIGQUIT")]);
  }
}
