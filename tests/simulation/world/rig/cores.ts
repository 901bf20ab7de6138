import type { Pool, PoolClient } from "pg";
import type { Agent } from "undici";
import { type Moment, moments } from "./moment";
import { watchedLine } from "./provider-line";

const REGISTRY = Symbol.for("vezne.process-singletons");
/** What all histories on one core share, because it costs connections. */
const SHARED = /^(statements:|transactionPool$|limiterPool$|providerAgent$|logger$|metrics$|decoyHash$)/;

/** Every statement of postgres.js passes the moment of the command that sends it; fragments of one do not. */
function watchedStatements<T extends object>(sql: T): T {
  return new Proxy(sql, {
    apply(target, self, args: unknown[]) {
      const query = Reflect.apply(target as never, self, args) as Promise<unknown>;
      if (!Array.isArray((args[0] as { raw?: unknown } | undefined)?.raw)) return query;
      const send = query.then.bind(query);
      // biome-ignore lint/suspicious/noThenProperty: a query is sent when it is awaited, and only then.
      Object.defineProperty(query, "then", {
        value: (ok: never, bad: never) => {
          const moment = moments.getStore();
          if (moment === undefined) return send(ok, bad);
          return moment.pass("statement", () => new Promise((a, b) => void send(a, b))).then(ok, bad);
        },
      });
      return query;
    },
  });
}

type Query = (...args: unknown[]) => Promise<unknown>;

/** A connection lent for a transaction: each of its statements passes the moment; a dead process loses the connection. */
function watchedClient(client: PoolClient): PoolClient {
  const plain = Object.getPrototypeOf(client).query as Query;
  Object.defineProperty(client, "query", {
    configurable: true,
    value: (...args: unknown[]) => {
      const moment = moments.getStore();
      const send = () => plain.apply(client, args);
      return moment === undefined ? send() : moment.pass("statement", send, () => client.release(true));
    },
  });
  return client;
}

/** Twenty-five lives share a core's connections on a machine that may do other work: waiting for one is no fault. */
const WAITS_MS = 55_000;

function watchedPool(pool: Pool): Pool {
  pool.options.connectionTimeoutMillis = WAITS_MS;
  const connect = pool.connect.bind(pool) as (callback?: unknown) => Promise<PoolClient>;
  Object.defineProperty(pool, "connect", {
    value: (callback?: unknown) => (typeof callback === "function" ? connect(callback) : connect().then(watchedClient)),
  });
  return pool;
}

function watched(name: string, value: unknown): unknown {
  if (name.startsWith("statements:")) return watchedStatements(value as object);
  if (name === "transactionPool") return watchedPool(value as Pool);
  return name === "providerAgent" ? watchedLine(value as Agent) : value;
}

/**
 * Stands where the process keeps its singletons: the command under way has those of its own core. Everything a process
 * of the product remembers goes through that registry, so two cores share the database and the providers alone.
 */
class Registry extends Map<string, unknown> {
  private readonly place = (name: string) => {
    const moment: Moment | undefined = moments.getStore();
    if (moment === undefined) return undefined;
    return SHARED.test(name) ? moment.shared : moment.memory;
  };

  override has(name: string): boolean {
    return this.place(name)?.has(name) ?? super.has(name);
  }

  override get(name: string): unknown {
    const place = this.place(name);
    return place === undefined ? super.get(name) : place.get(name);
  }

  override set(name: string, value: unknown): this {
    const place = this.place(name);
    if (place === undefined) return super.set(name, watched(name, value));
    place.set(name, watched(name, value));
    return this;
  }
}

/** Puts the registry of two cores in the place of this process's own. */
export function installRegistry(): void {
  Object.assign(globalThis, { [REGISTRY]: new Registry() });
}
