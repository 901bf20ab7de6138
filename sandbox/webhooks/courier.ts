import type { Fault, FaultBook } from "../traffic/fault-book";
import { wait } from "../http/wait";
import { accountNamed } from "../paynet/accounts";
import type { Delivery, DeliveryTry } from "../state/records";
import type { Truth } from "../state/truth";
import type { VirtualClock } from "../state/virtual-clock";
import { signBody } from "./sign-body";
import { spoilDelivery } from "./spoil-delivery";

// ASSUMPTION PAYNET-W1: 2xx within this time ends a delivery, anything else, redirects included, repeats it.
const ANSWER_LIMIT_MS = 15_000;
const HELD_AT_MOST_MS = 5_000;
const USER_AGENT = "Paynet-Sandbox/1.0";

/** Sends queued webhooks, repeats the ones that were not answered with 2xx, and obeys faults on the way. */
export interface Courier {
  /** Resolves when the delivery has arrived or was given up. */
  dispatch(delivery: Delivery): Promise<void>;
  /** Takes up what a stopped process left unsent. */
  resume(): void;
  stop(): void;
}

export interface CourierParts {
  truth: Truth;
  clock: VirtualClock;
  faults: FaultBook;
  retryMs: readonly number[];
}

export function createCourier({ truth, clock, faults, retryMs }: CourierParts): Courier {
  const stopping = new AbortController();
  const held: (() => void)[] = [];

  async function dispatch(delivery: Delivery): Promise<void> {
    const fault = faults.take("paynet", "webhook");
    if (fault?.effect === "none" || fault?.effect === "drop_before") return suppress(delivery);
    if (fault?.effect === "delay" || fault?.effect === "lag") await wait(fault.delay_ms ?? 1_000, stopping.signal);
    if (fault?.effect === "reorder") await untilNextIsSent();
    await deliver(delivery, fault);
    if (fault?.effect === "duplicate") await deliver(delivery, null);
    if (fault?.effect !== "reorder") for (const release of held.splice(0)) release();
  }

  function suppress(delivery: Delivery): void {
    truth.put("delivery", { ...delivery, status: "suppressed" });
  }

  function untilNextIsSent(): Promise<void> {
    const next = new Promise<void>((resolve) => held.push(resolve));
    return Promise.race([next, wait(HELD_AT_MOST_MS, stopping.signal)]);
  }

  async function deliver(delivery: Delivery, fault: Fault | null): Promise<void> {
    const pauses = [0, ...retryMs];
    for (const [position, pause] of pauses.entries()) {
      if (pause > 0) await wait(pause, stopping.signal);
      if (stopping.signal.aborted) return;
      const attempted = await post(delivery, fault);
      const current = truth.get("delivery", delivery.id) ?? delivery;
      const arrived = attempted.status !== null && attempted.status >= 200 && attempted.status < 300;
      const tries = [...current.tries, attempted];
      const givenUp = position === pauses.length - 1;
      truth.put("delivery", { ...current, tries, status: arrived ? "delivered" : givenUp ? "failed" : "queued" });
      if (arrived) return;
    }
  }

  async function post(delivery: Delivery, fault: Fault | null): Promise<DeliveryTry> {
    const at = clock.now();
    const secret = accountNamed(delivery.account).webhookSecret;
    const { body, contentType, keyToUse } = spoilDelivery(delivery.body, secret, fault);
    const headers: Record<string, string> = { "content-type": contentType, "user-agent": USER_AGENT };
    if (keyToUse !== null) headers["x-paynet-signature"] = signBody(keyToUse, body, Math.floor(at / 1_000));
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]);
    try {
      const answer = await fetch(delivery.url, { method: "POST", headers, body, redirect: "manual", signal });
      await answer.arrayBuffer();
      return { at, status: answer.status, note: fault?.effect ?? "" };
    } catch (error) {
      return { at, status: null, note: error instanceof Error ? error.message : "no answer" };
    }
  }

  return {
    dispatch,
    resume() {
      for (const delivery of truth.all("delivery")) {
        if (delivery.status === "queued") void dispatch(delivery);
      }
    },
    stop: () => stopping.abort(),
  };
}
