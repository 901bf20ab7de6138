import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_components/icons";
import { ledgerAlarmsOf } from "@/lib/health/ledger-health.system";

/** Red and first on the page when the books of this merchant break an invariant; otherwise nothing. */
export async function LedgerAlarm({ merchantId }: { merchantId: string }) {
  const [t, count] = await Promise.all([getTranslations("balance.alarm"), ledgerAlarmsOf(merchantId)]);
  if (count === 0) return null;
  return (
    <section className="note note-fail" role="alert">
      <Icon name="alert" />
      <div>
        <h2 className="font-medium">{t("title")}</h2>
        <p>{t("text", { count })}</p>
      </div>
    </section>
  );
}
