"use client";

import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { CopyField } from "@/app/_components/ui/copy-button";
import { Fact } from "@/app/_components/ui/facts";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import type { AccountView } from "@/lib/settings/accounts.queries";
import type { MemberDto } from "@/lib/settings/members/schemas";
import { AccountActions } from "./account-actions";
import { CardEntryForm } from "./card-entry-form";
import { HoldSettings } from "./hold/hold-settings";

type AccountPanelProps = {
  slug: string;
  account: AccountView;
  acknowledgedBy: string | null;
  members: MemberDto[];
  mayChange: boolean;
};

const PROVIDERS = { paynet: "Paynet", paywall: "Paywall" } as const;

function AccountFacts({ account }: { account: AccountView }) {
  const t = useTranslations("accounts");
  return (
    <dl className="facts">
      <Fact name={t("provider")}>{PROVIDERS[account.provider]}</Fact>
      <Fact name={t("environment")}>{t(`environments.${account.environment}`)}</Fact>
      <Fact name={t("key")}>
        <span className="mono">•••• {account.key_last4}</span>
      </Fact>
      <Fact name={t("allowlist")}>
        {t(`allowlist_mode.${account.allowlist_mode}`)}
        {account.allowlist.length > 0 ? (
          <span className="mono block text-12 text-ink-2">{account.allowlist.join(", ")}</span>
        ) : null}
      </Fact>
      <Fact name={t("signature")}>{t(account.signature_required ? "signature_required" : "signature_free")}</Fact>
      <Fact name={t("last_answer")}>
        {account.last_answer_at ? <ExactTime iso={account.last_answer_at} form="short" /> : t("never_answered")}
      </Fact>
    </dl>
  );
}

function NoticeAddress({ url, label }: { url: string; label: string }) {
  const t = useTranslations("accounts");
  return (
    <div>
      <p className="field-label">{t("webhook")}</p>
      <CopyField value={url} label={t("webhook_of", { label })} />
      <p className="hint">{t("webhook_hint")}</p>
    </div>
  );
}

/** One account: what it is on the left, how cards reach it on the right. */
export function AccountPanel({ slug, account, acknowledgedBy, members, mayChange }: AccountPanelProps) {
  const t = useTranslations("accounts");
  return (
    <Panel
      id={`account-${account.id}`}
      title={account.label}
      aside={account.is_default ? <Pill>{t("default")}</Pill> : null}
    >
      <div className="panel-body grid gap-6 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <AccountFacts account={account} />
          {account.webhook_url ? <NoticeAddress url={account.webhook_url} label={account.label} /> : null}
          {mayChange ? <AccountActions slug={slug} account={account} /> : null}
        </div>
        <div>
          <CardEntryForm slug={slug} account={account} mayChange={mayChange} />
          {account.acknowledged ? (
            <p className="hint mt-2">
              {t("acknowledged_by", { name: acknowledgedBy ?? t("somebody") })}{" "}
              <ExactTime iso={account.acknowledged.at} form="short" />
            </p>
          ) : null}
          <HoldSettings slug={slug} account={account} members={members} mayChange={mayChange} />
        </div>
      </div>
    </Panel>
  );
}
