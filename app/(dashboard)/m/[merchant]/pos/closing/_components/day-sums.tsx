import { useLocale, useTranslations } from "next-intl";
import { formatAmount } from "@/lib/kernel/format-money";
import type { MoneyLocale } from "@/lib/kernel/parse-money";
import { CLOSING_CHANNELS, type ClosingChannel } from "@/lib/pos/closing/closing";

type Sums = Record<ClosingChannel, number>;

/** The books beside the count, channel by channel, with what lies between them. */
export function DaySums({ expected, counted }: { expected: Sums; counted: Sums }) {
  const t = useTranslations("closing");
  const locale = useLocale() as MoneyLocale;
  const shown = (minor: number) => formatAmount(BigInt(minor), locale);
  const all = (sums: Sums) => CLOSING_CHANNELS.reduce((sum, channel) => sum + sums[channel], 0);
  const row = (name: string, books: number, count: number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td className="numeric" data-side={t("expected")}>
        {shown(books)}
      </td>
      <td className="numeric" data-side={t("counted_head")}>
        {shown(count)}
      </td>
      <td className="numeric font-medium" data-side={t("difference")}>
        {shown(count - books)}
      </td>
    </tr>
  );
  return (
    <div className="account-scroll">
      <table className="table account-table">
        <caption className="sr-only">{t("sums")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("channel_head")}</th>
            <th scope="col" className="numeric">
              {t("expected")}
            </th>
            <th scope="col" className="numeric">
              {t("counted_head")}
            </th>
            <th scope="col" className="numeric">
              {t("difference")}
            </th>
          </tr>
        </thead>
        <tbody>
          {CLOSING_CHANNELS.map((channel) => row(t(`channel.${channel}`), expected[channel], counted[channel]))}
        </tbody>
        <tfoot>{row(t("sum"), all(expected), all(counted))}</tfoot>
      </table>
    </div>
  );
}
