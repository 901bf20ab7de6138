import "server-only";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { statements } from "@/db/client";
import { processSingleton } from "@/lib/runtime/process-singleton";

type Row = {
  events: number;
  oldest_seconds: number;
  checks: number;
  creating: number;
  unknown: number;
  jobs: number;
  dead: number;
  letters: number;
  ledger_broken: number;
  ledger_age: number;
};

async function readFigures(): Promise<Row | undefined> {
  const [row] = await statements("vezne_system")<Row[]>`
    select (select count(*)::int from provider_events where status = 'received') as events,
      coalesce((select extract(epoch from vezne_now() - min(received_at))::int from provider_events where status = 'received'), 0) as oldest_seconds,
      (select count(*)::int from paylinks where next_check_at <= vezne_now()) as checks,
      (select count(*)::int from paylinks where status = 'creating') as creating,
      (select count(*)::int from payments where status = 'unknown') as unknown,
      (select count(*)::int from pgboss.job where state in ('created', 'retry', 'active') and name <> 'dead-letters') as jobs,
      (select count(*)::int from pgboss.job where name = 'dead-letters' and state = 'created') as dead,
      (select count(*)::int from dead_letters where state = 'open') as letters,
      (select jsonb_array_length(findings) from ledger_checks where id = 'latest') as ledger_broken,
      (select extract(epoch from vezne_now() - checked_at)::int from ledger_checks where id = 'latest') as ledger_age`;
  return row;
}

function registry() {
  return processSingleton("metrics", () => {
    const all = new Registry();
    collectDefaultMetrics({ register: all });
    const gauge = (name: string, help: string) => new Gauge({ name: `vezne_${name}`, help, registers: [all] });
    return {
      all,
      gauges: {
        events: gauge("events_open", "Stored provider events that are not applied yet"),
        oldest_seconds: gauge("event_oldest_seconds", "Age of the oldest open provider event"),
        checks: gauge("checks_due", "Links whose question to the provider is due"),
        creating: gauge("paylinks_creating", "Links whose creation is not confirmed"),
        unknown: gauge("payments_unknown", "Payments whose outcome is unknown"),
        jobs: gauge("jobs_open", "Jobs waiting or running"),
        dead: gauge("jobs_dead", "Jobs that gave up and are in no merchant's list"),
        letters: gauge("dead_letters_open", "Jobs that gave up and wait for a person"),
        ledger_broken: gauge(
          "ledger_invariants_broken",
          "Invariants that did not hold at the last check; none yet is NaN",
        ),
        ledger_age: gauge("ledger_check_age_seconds", "Time since the invariants were asked"),
      } satisfies Record<keyof Row, Gauge>,
    };
  });
}

/** Prometheus text of this process and of the work that waits in the database. */
export async function metricsText(): Promise<{ text: string; contentType: string }> {
  const { all, gauges } = registry();
  const figures = await readFigures();
  for (const [name, gauge] of Object.entries(gauges)) gauge.set(figures?.[name as keyof Row] ?? Number.NaN);
  return { text: await all.metrics(), contentType: all.contentType };
}
