import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon } from "@/app/_components/icons";
import { classNames } from "@/app/_components/ui/class-names";
import type { AuditChain } from "@/lib/audit/schemas";

/** Whether what is listed below can have been changed: how far the chain reaches, when it was signed and checked. */
export function ChainBanner({ chain }: { chain: AuditChain }) {
  const t = useTranslations("audit.chain");
  const broken = chain.findings > 0;
  return (
    <section className={classNames("note", broken && "note-fail")} aria-label={t("label")}>
      <Icon name={broken ? "alert" : "shield"} />
      <div>
        <p className="font-medium">{broken ? t("broken", { count: chain.findings }) : t("holds")}</p>
        {broken ? <p>{t("broken_text")}</p> : null}
        <p className="text-ink-2">
          {t("sealed", { count: chain.sealed })}{" "}
          {chain.sealed_at ? <ExactTime iso={chain.sealed_at} form="short" /> : null} ·{" "}
          {t("unsealed", { count: chain.unsealed })} ·{" "}
          {chain.anchored_at ? (
            <>
              {t("anchored")} <ExactTime iso={chain.anchored_at} form="short" />
            </>
          ) : (
            t("not_anchored")
          )}{" "}
          ·{" "}
          {chain.verified_at ? (
            <>
              {t("verified")} <ExactTime iso={chain.verified_at} form="short" />
            </>
          ) : (
            t("not_verified")
          )}
        </p>
      </div>
    </section>
  );
}
