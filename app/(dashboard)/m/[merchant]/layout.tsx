import "@/app/_styles/dashboard.css";
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ToastProvider } from "@/app/_components/ui/overlays/toast";
import { LiveUpdates } from "@/app/_lib/live-updates";
import { QueryProvider } from "@/app/_lib/query-provider";
import { requireMerchant } from "@/lib/auth/require-merchant";
import { KeyboardShortcuts } from "./_components/shell/keyboard-shortcuts";
import { Rail } from "./_components/shell/rail";
import { TabBar } from "./_components/shell/tab-bar";
import { TopBar } from "./_components/shell/top-bar";

type LayoutProps = { children: ReactNode; params: Promise<{ merchant: string }> };

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { merchant, mode } = await requireMerchant((await params).merchant);
  if (mode === "live") return { title: { default: merchant.name, template: `%s · ${merchant.name}` } };
  return {
    title: { default: `[TEST] ${merchant.name}`, template: `[TEST] %s · ${merchant.name}` },
    icons: { icon: "/favicon-test.svg" },
  };
}

export default async function MerchantLayout({ children, params }: LayoutProps) {
  const { merchant, mode, user, can } = await requireMerchant((await params).merchant);
  const [
    t,
    { pay: _payerPages, checkout: _checkout, delivery: _delivery, auth: _signIn, gallery: _gallery, ...messages },
  ] = await Promise.all([getTranslations("common"), getMessages()]);
  const mayCreate = can("paylinks:write");
  const reach = {
    readsAll: can("payments:read-all"),
    pos: can("pos:read"),
    escrow: can("escrow:read"),
    payouts: can("payouts:read"),
    reconciliation: can("reconciliation:read"),
    jobs: can("jobs:read"),
    audit: can("audit:read"),
  };
  return (
    <NextIntlClientProvider messages={messages}>
      <QueryProvider>
        <ToastProvider closeLabel={t("close")}>
          <LiveUpdates slug={merchant.slug}>
            <KeyboardShortcuts slug={merchant.slug} mayCreate={mayCreate}>
              <a className="skip-link" href="#main">
                {t("skip")}
              </a>
              {mode === "test" ? <div className="test-stripe" aria-hidden="true" /> : null}
              <div className={mode === "test" ? "app is-test" : "app"}>
                <Rail slug={merchant.slug} mayCreate={mayCreate} reach={reach} />
                <div className="column">
                  <TopBar merchant={merchant} mode={mode} user={user} />
                  <main id="main" className="main">
                    {children}
                  </main>
                </div>
                <TabBar slug={merchant.slug} mayCreate={mayCreate} reach={reach} />
              </div>
            </KeyboardShortcuts>
          </LiveUpdates>
        </ToastProvider>
      </QueryProvider>
    </NextIntlClientProvider>
  );
}
