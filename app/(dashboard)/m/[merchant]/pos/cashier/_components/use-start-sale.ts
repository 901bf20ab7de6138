"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { newCommandId } from "@/app/_lib/forms/command-id";
import { routes } from "@/app/_lib/routes";
import { startSaleAction } from "../actions";
import type { SaleDraft, StartAnswer } from "../sale-draft";

/** A sale that was sent and not answered. It survives a lost network, a reload and a closed browser. */
type Wish = { command: string; draft: SaleDraft; at: number };
type Said = Exclude<StartAnswer, { kind: "started" }>;

/** A server forgets commands after a day; an older wish is found on the board, never sent again. */
const WISH_LIFE_MS = 12 * 3_600_000;
const keyOf = (slug: string) => `vezne.sale.${slug}`;

function readWish(slug: string): Wish | undefined {
  try {
    const wish = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "null") as Wish | null;
    return wish && Date.now() - wish.at < WISH_LIFE_MS ? wish : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts a sale once, whatever happens to the network: the command is named when the form opens and kept until the
 * server has answered it. Sending again asks for the same sale.
 */
export function useStartSale(slug: string) {
  const router = useRouter();
  const [command, setCommand] = useState(newCommandId);
  const [wish, setWish] = useState<Wish | undefined>();
  const [said, setSaid] = useState<Said | undefined>();
  const [busy, startTransition] = useTransition();
  useEffect(() => setWish(readWish(slug)), [slug]);

  const forget = () => {
    localStorage.removeItem(keyOf(slug));
    setWish(undefined);
    setCommand(newCommandId());
  };
  const send = (one: Wish) =>
    startTransition(async () => {
      localStorage.setItem(keyOf(slug), JSON.stringify(one));
      setSaid(undefined);
      const answer: StartAnswer = await startSaleAction(slug, one.command, one.draft).catch(() => ({ kind: "open" }));
      if (answer.kind === "open" || answer.kind === "mismatch") setWish(one);
      else forget();
      if (answer.kind === "started") router.push(routes.cashierSale(slug, answer.id));
      else setSaid(answer);
    });
  return {
    busy,
    said,
    /** Sent, and nobody knows yet what came of it. */
    unanswered: busy ? undefined : wish,
    start: (draft: SaleDraft) => send({ command, draft, at: Date.now() }),
    resend: () => wish && send(wish),
    forget,
  };
}
