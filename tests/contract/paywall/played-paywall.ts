import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { PaywallConnection } from "@/lib/providers/paywall/client";

export type Heard = { method: string; path: string; headers: IncomingHttpHeaders; text: string };
type Play = (response: ServerResponse, heard: Heard, turn: number) => void;

export type Recorded = { begun: Record<string, unknown>[]; ended: unknown[] };

export type PlayedPaywall = {
  connection: PaywallConnection;
  heard: Heard[];
  recorded: Recorded;
  play(how: Play): void;
  /** Answers every call with this status and body. */
  answer(body: unknown, status?: number): void;
  /** Answers the documented success envelope around each body in turn, the last one for ever. */
  succeed(...bodies: unknown[]): void;
};

export const envelope = (change: Record<string, unknown>) => ({
  ErrorCodeType: 1,
  ErrorMessage: null,
  ErrorCode: 0,
  Result: true,
  Message: "",
  Body: null,
  ...change,
});

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

/** A bare HTTP server that plays documented answers and keeps what the client really sent. */
export function usePlayedPaywall({ timeoutMs = 8_000 } = {}): PlayedPaywall {
  const played = { heard: [], recorded: { begun: [], ended: [] } } as unknown as PlayedPaywall;
  let how: Play;
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const heard = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, text };
      played.heard.push(heard);
      how(response, heard, played.heard.length);
    });
  });
  played.play = (next) => {
    how = next;
  };
  played.answer = (body, status = 200) => {
    how = (response) => response.writeHead(status, { "content-type": "application/json" }).end(textOf(body));
  };
  played.succeed = (...bodies) => {
    how = (response, _heard, turn) => response.end(textOf(envelope({ Body: bodies[turn - 1] ?? bodies.at(-1) })));
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    played.connection = {
      hosts: {
        payment: `${base}/pay`,
        private: `${base}/priv`,
        card: `${base}/card`,
        member: `${base}/member`,
        physical: `${base}/phys`,
      },
      keys: { publicKey: "pub-key", publicClient: "pub-client", privateKey: "prv-key", privateClient: "prv-client" },
      timeoutMs,
      recorder: {
        begin: async (call) => {
          played.recorded.begun.push(call);
          return "call_test";
        },
        end: async (_id, answer, resultCode, parsed) => {
          played.recorded.ended.push({ answer: answer.kind, resultCode, parsed });
        },
      },
    };
  });
  beforeEach(() => {
    played.heard.length = 0;
    played.recorded.begun.length = 0;
    played.recorded.ended.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return played;
}
