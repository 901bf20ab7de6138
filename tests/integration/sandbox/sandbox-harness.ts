import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSandbox } from "../../../sandbox/open-sandbox";
import { readSettings, type SandboxSettings } from "../../../sandbox/settings";

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  body: any;
  headers: Headers;
}

export interface TestSandbox {
  url: string;
  pagesUrl: string;
  /** A Paynet service, by operation, with the demo key unless another is named. */
  paynet(operation: string, body: unknown, key?: string): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Creates a link and answers its ids. */
  createLink(fields?: Record<string, unknown>, key?: string): Promise<{ id: string; url: string }>;
  close(): Promise<void>;
}

/** A sandbox on a free port with a data folder of its own. */
export async function openTestSandbox(changes: Partial<SandboxSettings> = {}): Promise<TestSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), "vezne-sandbox-"));
  const settings = { ...readSettings({}), port: 0, dataDir, webhookRetryMs: [1, 1, 1], ...changes };
  const running = await openSandbox(settings);
  const close = async () => {
    await running.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...speakTo(running.world.apiUrl), pagesUrl: running.world.pagesUrl, close };
}

/** The same verbs against a sandbox that runs somewhere else. */
export function speakTo(url: string): Omit<TestSandbox, "close" | "pagesUrl"> {
  const paynet: TestSandbox["paynet"] = (operation, body, key = "sck_sandbox_demo") =>
    send(`${url}/paynet/v1/${operation}`, "POST", { authorization: `Basic ${key}` }, body);
  return {
    url,
    paynet,
    control: (method, path, body) => send(`${url}/_control/${path}`, method, {}, body),
    async createLink(fields = {}, key) {
      const answer = await paynet("mailorder/create", { name_surname: "Ali Deneme", amount: 120.5, ...fields }, key);
      if (answer.status !== 200) throw new Error(`no link: ${JSON.stringify(answer.body)}`);
      return { id: String(answer.body.id), url: String(answer.body.url) };
    },
  };
}

async function send(url: string, method: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: parse(text), headers: response.headers };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface Hook {
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  body: any;
}

export interface HookSink {
  url: string;
  /** Waits for the next webhook that nobody waited for yet. */
  next(): Promise<Hook>;
  received(): number;
  close(): Promise<void>;
}

/** A merchant's webhook address; it answers the given statuses in turn, then 200. */
export async function openHookSink(statuses: number[] = []): Promise<HookSink> {
  const waiting: ((hook: Hook) => void)[] = [];
  const unread: Hook[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    request.on("end", () => {
      response.writeHead(statuses[count] ?? 200).end();
      count += 1;
      const hook = { headers: request.headers, text, body: parse(text) };
      const reader = waiting.shift();
      if (reader === undefined) unread.push(hook);
      else reader(hook);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    next() {
      const hook = unread.shift();
      return hook === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(hook);
    },
    received: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
