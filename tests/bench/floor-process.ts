// The floor of the ingest rows: bare node:http and postgres.js, the same capability check, the same statement, nothing
// else. Prints `listening <port>`.
import { createHash } from "node:crypto";
import http from "node:http";
import postgres from "postgres";
import { newId } from "@/lib/kernel/ids";
import { env } from "@/lib/runtime/env";
import { verifyCapability } from "@/lib/webhooks/capability";

const role = { role: "vezne_intake" };
const sql = postgres(env().DATABASE_URL, { max: env().POOL_SIZE, fetch_types: false, connection: { ...role } });
const prefix = "/api/webhooks/paynet-callback/";

async function take(request: http.IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const now = new Date();
  const verdict = verifyCapability(env().CAPABILITY_KEYS, "paynet", (request.url ?? "").slice(prefix.length), now);
  if (!verdict.ok) return 401;
  const { merchantId, accountId, subjectId } = verdict.capability;
  const digest = createHash("sha256").update(body).digest("hex");
  const event = {
    id: newId("event", now),
    merchant_id: merchantId,
    mode: "test",
    provider: "paynet",
    provider_account_id: accountId,
    source: "webhook",
    event_key: createHash("sha256").update(`webhook|${subjectId}|${digest}`).digest("hex"),
    trust: "signed",
    subject_id: subjectId,
    provider_reference: (JSON.parse(body.toString()) as { referance_no: string }).referance_no,
    address: "127.0.0.1",
    content_type: "application/json",
    body: body.toString(),
    body_sha256: digest,
  };
  await sql`select * from intake_events(${sql.json([event])})`;
  return 200;
}

const server = http.createServer((request, response) => {
  take(request).then(
    (status) => response.writeHead(status, { "content-type": "application/json" }).end('{"received":true}'),
    () => response.writeHead(503).end(),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`listening ${typeof address === "object" ? address?.port : ""}\n`);
});
