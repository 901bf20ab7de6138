import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import autocannon from "autocannon";
import { env } from "@/lib/runtime/env";
import { signCapability } from "@/lib/webhooks/capability";
import type { BenchProduct } from "./bench-product";
import { merchantWithLinks } from "./money/many-links";
import { barred, median, perSecond, printed, type Row } from "./report";
import { alternate, type Effort } from "./rounds";
import { serverProcesses } from "./server-processes";

const PEER = "@supabase/stripe-sync-engine@0.48.5";
const SECRET = "whsec_of_the_bench";
const SINK = path.join(import.meta.dirname, "../integration/webhooks/http/sink-process.ts");
let count = 0;

/** The peer as its README starts it (CommonJS: the other build cannot find its migrations): its own migrations, its own signature check, its own storing. */
const PEER_SERVER = `
const http = require("node:http");
const { runMigrations, StripeSync } = require("@supabase/stripe-sync-engine");
const databaseUrl = process.env.PEER_DATABASE_URL;
const sync = new StripeSync({ poolConfig: { connectionString: databaseUrl, max: 8 }, stripeSecretKey: "sk_test_x",
  stripeWebhookSecret: ${JSON.stringify(SECRET)}, schema: "stripe", backfillRelatedEntities: false, autoExpandLists: false });
const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    await sync.processWebhook(Buffer.concat(chunks), request.headers["stripe-signature"]);
    response.writeHead(200).end('{"received":true}');
  } catch (error) {
    if (!globalThis.said) console.error(globalThis.said = String(error));
    response.writeHead(400).end();
  }
});
const logger = { info() {}, warn() {}, error: (error) => console.error(String(error)) };
runMigrations({ databaseUrl, schema: "stripe", logger }).then(() =>
  server.listen(0, "127.0.0.1", () => console.log("listening " + server.address().port)));
`;

async function installPeer(folder: string): Promise<string | undefined> {
  fs.writeFileSync(path.join(folder, "package.json"), '{"private":true,"type":"module"}');
  fs.writeFileSync(path.join(folder, "peer.cjs"), PEER_SERVER);
  try {
    await promisify(execFile)(
      "npm",
      ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PEER, "stripe"],
      {
        cwd: folder,
        timeout: 120_000,
      },
    );
    return path.join(folder, "peer.cjs");
  } catch {
    return undefined;
  }
}

function stripeRequest(request: { headers?: Record<string, string> }) {
  count += 1;
  const at = Math.floor(Date.now() / 1000);
  const object = {
    id: `prod_${count}`,
    object: "product",
    active: true,
    name: "bench",
    created: at,
    updated: at,
    metadata: {},
  };
  const body = JSON.stringify({
    id: `evt_${count}`,
    object: "event",
    type: "product.created",
    created: at,
    data: { object },
  });
  const mac = createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex");
  return { ...request, body, headers: { ...request.headers, "stripe-signature": `t=${at},v1=${mac}` } };
}

/** Webhook ingest beside the best peer that installs from npm, each with its own proof and its own storing. */
export async function peerRows(product: BenchProduct, effort: Effort): Promise<Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "vezne-peer-"));
  const servers = serverProcesses();
  try {
    const file = await installPeer(folder);
    if (file === undefined) return [printed(`ingest beside ${PEER}`, "skipped", "", "it could not be installed")];
    const { merchant, links } = await merchantWithLinks(product, 200);
    const peerUrl = await servers.start(file, { PEER_DATABASE_URL: product.adminUrl });
    const ourUrl = await servers.start(SINK);
    const ourRequest = (request: { headers?: Record<string, string> }) => {
      count += 1;
      const link = links[count % links.length];
      const subject = { merchantId: merchant.id, subjectId: link?.id ?? "", accountId: merchant.accountId };
      const segment = signCapability(env().CAPABILITY_KEYS, { kind: "link", provider: "paynet", ...subject });
      const body = JSON.stringify({ referance_no: link?.reference, amount: 1000, currency: "TRY", n: count });
      return { ...request, path: `/api/webhooks/paynet-callback/${segment}`, body };
    };
    const load = async (url: string, setupRequest: typeof stripeRequest | typeof ourRequest) => {
      const result = await autocannon({
        url,
        connections: effort.connections,
        duration: effort.seconds,
        requests: [{ method: "POST", path: "/", headers: { "content-type": "application/json" }, setupRequest }],
      });
      if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} not 2xx: the figures would say nothing`);
      return result["2xx"] / result.duration;
    };
    await load(peerUrl, stripeRequest);
    await load(ourUrl, ourRequest);
    await product.rows("analyze");
    const { ours, peer } = await alternate(effort.rounds, {
      ours: () => load(ourUrl, ourRequest),
      peer: () => load(peerUrl, stripeRequest),
    });
    const ratio = median(ours.map((rate, round) => rate / (peer[round] ?? rate)));
    return [
      barred({
        name: `ingest beside ${PEER}`,
        ours: perSecond(median(ours)),
        floor: perSecond(median(peer)),
        ratio,
        atLeast: 2.5,
        note: "the peer upserts one product an event, keeps no inbox and queues no job",
      }),
    ];
  } finally {
    await servers.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
