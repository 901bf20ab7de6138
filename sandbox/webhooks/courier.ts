import { wait } from "../http/wait";
import type { Delivery } from "../state/records";
import type { Truth } from "../state/truth";
import type { VirtualClock } from "../state/virtual-clock";
import type { Fault, FaultBook } from "../traffic/fault-book";
import { hasArrived, postDelivery } from "./post-delivery";

const HELD_AT_MOST_MS = 5_000;

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

export function createCourier(parts: CourierParts): Courier {
  const stopping = new AbortController();
  const stop = stopping.signal;
  const held: (() => void)[] = [];

  async function dispatch(delivery: Delivery): Promise<void> {
    const fault = parts.faults.take(delivery.provider ?? "paynet", "webhook");
    const effect = fault?.effect;
    if (effect === "none" || effect === "drop_before") {
      parts.truth.put("delivery", { ...delivery, status: "suppressed" });
      return;
    }
    await holdBack(fault);
    await deliver(parts, delivery, fault, stop);
    if (effect === "duplicate") await deliver(parts, delivery, null, stop);
    if (effect !== "reorder") for (const release of held.splice(0)) release();
  }

  async function holdBack(fault: Fault | null): Promise<void> {
    if (fault?.effect === "delay" || fault?.effect === "lag") await wait(fault.delay_ms ?? 1_000, stop);
    if (fault?.effect !== "reorder") return;
    const nextIsSent = new Promise<void>((resolve) => held.push(resolve));
    await Promise.race([nextIsSent, wait(HELD_AT_MOST_MS, stop)]);
  }

  return {
    dispatch,
    resume() {
      for (const delivery of parts.truth.all("delivery")) {
        if (delivery.status === "queued") void dispatch(delivery);
      }
    },
    stop: () => stopping.abort(),
  };
}

/** One delivery with its repeats; it stays queued, and so survives a restart, until it arrived or was given up. */
async function deliver(
  { truth, clock, retryMs }: CourierParts,
  delivery: Delivery,
  fault: Fault | null,
  stop: AbortSignal,
): Promise<void> {
  const pauses = [...retryMs];
  for (;;) {
    const attempted = await postDelivery(delivery, fault, clock.now(), stop);
    if (stop.aborted) return;
    const arrived = hasArrived(attempted);
    const tries = [...(truth.get("delivery", delivery.id) ?? delivery).tries, attempted];
    const pause = pauses.shift();
    const open = !arrived && pause !== undefined;
    truth.put("delivery", { ...delivery, tries, status: arrived ? "delivered" : open ? "queued" : "failed" });
    if (!open) return;
    await wait(pause, stop);
  }
}
