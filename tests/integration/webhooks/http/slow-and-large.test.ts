import net from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { createMerchant } from "../../../support/factories";
import { useProduct } from "../../../support/product-process";
import { accountCapability } from "../deliveries";
import { exchange, head, statusesIn } from "./raw-http";
import { useSinkProcesses } from "./sink-processes";

useProduct();
const sinks = useSinkProcesses();
const PATH = "/api/webhooks/paynet-callback";
const KIB = 1024;
let target: string;
let sink: string;
let impatient: string;

beforeAll(async () => {
  target = `${PATH}/${accountCapability(await createMerchant())}`;
  sink = await sinks.start();
  impatient = await sinks.start({ headersMs: 2_000, requestMs: 3_000, checkEveryMs: 50 });
});

const chunk = (size: number) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`;
const residentBytes = async () => Number(await (await fetch(`${sink}/memory`)).text());
const post = async (n: number) =>
  (await fetch(`${impatient}${target}`, { method: "POST", body: JSON.stringify({ n }) })).status;

/** A client that sends its request one byte at a time until it is cut; answers what it was told. */
function trickle(bytes: string, everyMs: number): Promise<string> {
  return new Promise((resolve) => {
    let sent = 0;
    let answer = "";
    const socket = net.connect(Number(new URL(impatient).port), "127.0.0.1");
    const timer = setInterval(() => {
      if (sent < bytes.length) socket.write(bytes.charAt(sent++));
    }, everyMs);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}

describe("a body above 64 KiB", () => {
  it("is refused with 413 whether its length is declared or found out, also on the bare path", async () => {
    for (const path of [target, PATH]) {
      const declared = head("POST", path, { "content-length": 10_000_000 });
      expect(statusesIn(await exchange(sink, declared, "x".repeat(1_000)))).toEqual([413]);
      const streamed = head("POST", path, { "transfer-encoding": "chunked" });
      expect(statusesIn(await exchange(sink, streamed, chunk(40 * KIB), chunk(40 * KIB)))).toEqual([413]);
    }
  });

  it("of exactly 64 KiB is taken", async () => {
    for (const size of [64 * KIB, 64 * KIB + 1]) {
      const answer = await exchange(sink, head("POST", target, { "content-length": size }), "x".repeat(size));
      expect([size, statusesIn(answer)]).toEqual([size, [size === 64 * KIB ? 200 : 413]]);
    }
  });

  it("streamed without end by forty at once is cut, and memory stays flat", async () => {
    const stream = () =>
      exchange(sink, head("POST", target, { "transfer-encoding": "chunked" }), ...Array(64).fill(chunk(64 * KIB)));
    const round = () => Promise.all(Array.from({ length: 40 }, stream));
    for (let warm = 0; warm < 3; warm += 1) await round();
    const before = await residentBytes();
    const answers: string[] = [];
    for (let measured = 0; measured < 4; measured += 1) answers.push(...(await round()));
    const grown = (await residentBytes()) - before;
    expect(new Set(answers.flatMap(statusesIn))).toEqual(new Set([413]));
    // 640 MiB were offered; keeping even a tenth of them would show.
    expect(grown).toBeLessThan(64 * KIB * KIB);
  });
});

describe("slow clients", () => {
  it("are cut, and meanwhile everybody else is served", async () => {
    const slowHead = Array.from({ length: 10 }, () => trickle(head("POST", target, { "content-length": 50 }), 40));
    const slowBody = Array.from({ length: 10 }, () => {
      const opening = head("POST", target, { "content-length": 5_000 });
      return new Promise<string>((resolve) => {
        const socket = net.connect(Number(new URL(impatient).port), "127.0.0.1", () => socket.write(opening));
        const timer = setInterval(() => socket.write("x"), 40);
        let answer = "";
        socket.on("data", (data) => {
          answer += data.toString("latin1");
        });
        socket.on("error", () => undefined);
        socket.on("close", () => {
          clearInterval(timer);
          resolve(answer);
        });
      });
    });
    let slowOnesLeft = slowHead.length + slowBody.length;
    for (const one of [...slowHead, ...slowBody]) void one.then(() => slowOnesLeft--);
    const served: number[] = [];
    while (slowOnesLeft > 0) {
      served.push(await post(served.length));
    }
    expect(new Set(served)).toEqual(new Set([200]));
    expect(served.length).toBeGreaterThan(10);
    const told = (await Promise.all([...slowHead, ...slowBody])).map(statusesIn);
    // Cut with a word (408) or without one; never taken.
    expect(told.flat().filter((status) => status !== 408)).toEqual([]);
  });
});
