import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { NotAllowed } from "@/app/_components/lists/not-allowed";
import { orNotFound } from "@/app/_lib/or-not-found";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { getPosSession } from "@/lib/pos/sales/queries";
import { listBranches, listTerminals } from "@/lib/pos/terminals/queries";
import type { Context } from "@/lib/runtime/context";
import { env } from "@/lib/runtime/env";
import { CashierFrame } from "./_components/cashier-frame";
import { ChooseTill } from "./_components/choose-till";
import { LastSales } from "./_components/last-sales";
import { Needs } from "./_components/needs";
import { type RetryOf, SaleForm } from "./_components/sale-form";
import { TILL_COOKIE } from "./till-cookie";

type PageProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [{ merchant }, t] = await Promise.all([params, getTranslations("pos.cashier")]);
  return { title: t("title"), manifest: `/m/${encodeURIComponent(merchant)}/pos/cashier/manifest.webmanifest` };
}

/** The try whose sale is tried again, where that is possible now. */
async function retryOf(context: Context, id: string): Promise<RetryOf | undefined> {
  if (id === "") return undefined;
  const { payment_id, amount, installments, allowed_actions } = await orNotFound(getPosSession(context, id));
  return allowed_actions.retry.allowed ? { paymentId: payment_id, amount, installments } : undefined;
}

/** The till in a cashier's hand: choose it once, then amount, instalments, card. */
export default async function CashierPage({ params, searchParams }: PageProps) {
  const [{ merchant: slug }, raw, t, jar] = await Promise.all([
    params,
    searchParams,
    getTranslations("pos.cashier"),
    cookies(),
  ]);
  const context = await requireMerchant(slug);
  if (!context.can("pos:write")) return <NotAllowed role={context.user.role} />;

  const tills = await listTerminals(context);
  const till = tills.find(({ id }) => id === jar.get(TILL_COOKIE)?.value);
  const person = { name: context.user.name, mode: context.mode };
  if (!till || raw.screen === "till") {
    const branches = await listBranches(context);
    return (
      <CashierFrame slug={slug} person={person} till={till} way={till ? "sale" : "none"}>
        <ChooseTill
          slug={slug}
          tills={tills}
          branches={branches}
          current={till}
          mayAdd={context.can("paylinks:write")}
          needs={
            <Needs slug={slug} maySeeAccounts={context.can("payments:read-all")} egress={env().EGRESS_ADDRESSES} />
          }
        />
      </CashierFrame>
    );
  }
  if (raw.screen === "last") {
    return (
      <CashierFrame slug={slug} person={person} till={till} way="sale">
        <div className="cash-page">
          <h1 className="cash-title">{t("last_title")}</h1>
          <LastSales slug={slug} terminalId={till.id} />
        </div>
      </CashierFrame>
    );
  }
  const retry = await retryOf(context, typeof raw.retry === "string" ? raw.retry : "");
  return (
    <CashierFrame slug={slug} person={person} till={till} way="last">
      <div className="till-screen">
        <h1 className="sr-only">{t("new_sale")}</h1>
        <SaleForm key={retry?.paymentId ?? "new"} slug={slug} till={till} retry={retry} />
        <aside className="till-side" aria-labelledby="last-title">
          <h2 className="cash-title" id="last-title">
            {t("last_title")}
          </h2>
          <LastSales slug={slug} terminalId={till.id} />
        </aside>
      </div>
    </CashierFrame>
  );
}
