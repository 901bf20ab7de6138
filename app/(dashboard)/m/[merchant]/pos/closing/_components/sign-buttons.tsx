"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RefusalNote } from "@/app/_components/refunds/refusal-note";
import { Button } from "@/app/_components/ui/button";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { signDayAction } from "../actions";
import { refusalOf } from "./refusal-of";

/** The second person's two answers. Nothing is shown before the server said so. */
export function SignButtons({ slug, id }: { slug: string; id: string }) {
  const t = useTranslations("closing");
  const notify = useNotify();
  const [refusal, setRefusal] = useState<string | undefined>();
  const [busy, startTransition] = useTransition();
  const decide = (decision: "sign" | "send_back") =>
    startTransition(async () => {
      setRefusal(undefined);
      const answer = await signDayAction(slug, id, decision).catch(() => undefined);
      if (answer?.kind === "ok") notify(t(decision === "sign" ? "signed" : "sent_back"));
      else setRefusal(refusalOf(t, answer));
    });
  return (
    <div className="grid gap-3 p-4">
      <p className="text-ink-2">{t("sign_text")}</p>
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" busy={busy} onClick={() => decide("sign")}>
          {t("sign")}
        </Button>
        <Button busy={busy} onClick={() => decide("send_back")}>
          {t("send_back")}
        </Button>
      </div>
      <RefusalNote text={refusal} />
    </div>
  );
}
