import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { CallRecorder } from "@/lib/providers/http-client";
import { paynetAdapter } from "@/lib/providers/paynet/adapter";
import type { LinkRequest, PaymentProvider } from "@/lib/providers/port";
import type { ThreeDRequest } from "@/lib/providers/three-d";

export type Heard = {
  method: string;
  path: string;
  headers: Record<string, unknown>;
  text: string;
  body: Record<string, unknown>;
};

type Play = (response: ServerResponse, heard: Heard, turn: number) => void;

export type PlayedPaynet = {
  baseUrl: string;
  heard: Heard[];
  provider: PaymentProvider;
  /** What the recorder was given, in order: intents and answers. */
  recorded: unknown[];
  play(how: Play): void;
  /** Answers every call with this status and body. */
  answer(status: number, body: unknown, headers?: Record<string, string>): void;
};

const KEY = "sck_live_Exactly+As/Given==";

/** A recorded answer of tests/recorded/paynet. */
export function recorded<T = Record<string, unknown>>(name: string): T {
  const file = path.join(import.meta.dirname, "../../recorded/paynet", `${name}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

export const secretKey = KEY;

export const publishableKey = "pbk_Exactly+As/Given==";

/** Remembers calls in memory; the product's own recorder writes them to Postgres. */
const memoryRecorder = (recorded: unknown[]): CallRecorder => ({
  begin: async (call) => {
    recorded.push(call);
    return "call_test";
  },
  end: async (_id, _raw, code, parsed) => {
    recorded.push({ code, parsed });
  },
});

export const threeDRequest = (wish: Partial<ThreeDRequest> = {}): ThreeDRequest => ({
  reference: "ORD-1001",
  price: { amount: 14_990n, currency: "TRY" },
  total: { amount: 14_990n, currency: "TRY" },
  installments: 1,
  payerBearsDifference: false,
  hold: false,
  card: { kind: "typed", holder: "AYSE ORNEK", number: "4546711234567890", month: 12, year: 2026, code: "739" },
  payer: {
    name: "Ayşe",
    phone: "+90 555 000 00 01",
    email: "ayse@example.com",
    country: "TR",
    city: "",
    address: "",
    ip: "",
  },
  items: [],
  itemName: "Sipariş 1001",
  successUrl: "https://shop.example/paynet/3d/return",
  failureUrl: "https://shop.example/paynet/3d/return",
  origin: "https://shop.example",
  ...wish,
});

export const linkRequest = (wish: Partial<LinkRequest> = {}): LinkRequest => ({
  reference: "INV-77-00000000",
  price: { amount: 12_050n, currency: "TRY" },
  payerName: "Ali Deneme",
  sendEmail: false,
  sendSms: false,
  validHours: 72,
  addCommission: false,
  manyUses: false,
  sendConfirmationMail: true,
  successUrl: "https://shop.example/ok",
  failureUrl: "https://shop.example/no",
  confirmationUrl: "https://shop.example/hook",
  ...wish,
});

/** A bare HTTP server that plays documented answers and keeps what the adapter really sent. */
export function usePlayedPaynet({ timeoutMs = 8_000 } = {}): PlayedPaynet {
  const played = { heard: [], recorded: [] as unknown[] } as unknown as PlayedPaynet;
  let how: Play;
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const heard = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        text,
        body: text === "" ? {} : JSON.parse(text),
      };
      played.heard.push(heard);
      how(response, heard, played.heard.length);
    });
  });
  played.play = (next) => {
    how = next;
  };
  played.answer = (status, body, headers = { "content-type": "application/json" }) => {
    const text = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    how = (response) => response.writeHead(status, headers).end(text);
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    played.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    played.provider = paynetAdapter({
      ...{ baseUrl: played.baseUrl, secretKey: KEY, publishableKey, timeoutMs },
      recorder: memoryRecorder(played.recorded),
    });
  });
  beforeEach(() => {
    played.heard.length = 0;
    played.recorded.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return played;
}
