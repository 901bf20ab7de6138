import { writeFileSync } from "node:fs";
import path from "node:path";
import { eventuallyPasses } from "../../support/eventually-passes";
import { Spawned } from "./spawned";

type Balanced = {
  haproxy: string;
  folder: string;
  web: { port: number; stats: number; behind: readonly number[] };
  postgres: { port: number; primary: number; standby: number };
};

/** What docs/runbooks/two-of-everything.md shows: nothing is sent twice but a connection that was never made. */
function configuration({ web, postgres }: Balanced): string {
  const webs = web.behind.map((port, index) => `  server web${index} 127.0.0.1:${port}`).join("\n");
  return `
global
  maxconn 1000
defaults
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout check 5s
  retries 10
  option redispatch 1
frontend shop
  mode http
  bind 127.0.0.1:${web.port}
  default_backend webs
backend webs
  mode http
  option forwardfor
  option http-server-close
  option httpchk GET /api/health/ready
  retry-on conn-failure
  default-server check inter 300ms fall 3 rise 1
${webs}
frontend stats
  mode http
  bind 127.0.0.1:${web.stats}
  stats enable
  stats uri /
listen postgres
  mode tcp
  bind 127.0.0.1:${postgres.port}
  default-server check inter 300ms fall 2 rise 2 on-marked-down shutdown-sessions
  server primary 127.0.0.1:${postgres.primary}
  server standby 127.0.0.1:${postgres.standby} backup
`;
}

export function openBalancer(balanced: Balanced): Spawned {
  const file = path.join(balanced.folder, "haproxy.cfg");
  writeFileSync(file, configuration(balanced));
  return new Spawned("haproxy", balanced.haproxy, ["-db", "-f", file]);
}

/** Until the balancer itself sends requests to so many webs. */
export async function untilBalanced(statsPort: number, webs: number): Promise<void> {
  await eventuallyPasses(async () => {
    const answer = await fetch(`http://127.0.0.1:${statsPort}/;csv`);
    const up = (await answer.text()).split("\n").filter((line) => /^webs,web\d/.test(line) && line.includes(",UP,"));
    if (up.length !== webs) throw new Error(`${up.length} webs are up`);
  }, 120_000);
}
