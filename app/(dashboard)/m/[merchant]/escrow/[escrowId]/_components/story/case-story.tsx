import { useTranslations } from "next-intl";
import { ExactTime } from "@/app/_components/exact-time";
import { Icon, type IconName } from "@/app/_components/icons";
import { Money } from "@/app/_components/money";
import { TrustBars } from "@/app/_components/trust-bars";
import { Panel } from "@/app/_components/ui/panel";
import type { EscrowCase } from "@/lib/escrow/desk/escrow-view";
import type { TimelineItem } from "@/lib/payments/schemas";
import { EvidenceDetail } from "./evidence-detail";

type Look = { icon: IconName; tone: string };

const LOOKS: [RegExp, Look][] = [
  [/^escrow\.held$/, { icon: "stHeld", tone: "tone-held" }],
  [/^escrow\.goods_sent$/, { icon: "external", tone: "" }],
  [/^escrow\.delivery_confirmed$/, { icon: "shield", tone: "tone-paid" }],
  [/^escrow\.evidence_added$/, { icon: "document", tone: "" }],
  [/^escrow\.extended$/, { icon: "clock", tone: "" }],
  [/^escrow\.assigned$|assigned$/, { icon: "person", tone: "" }],
  [/^dispute\.(opened)$|^payment\.disputed$/, { icon: "alert", tone: "tone-fail" }],
  [/^dispute\./, { icon: "check", tone: "" }],
  [/^release\.requested$/, { icon: "person", tone: "tone-accent" }],
  [/^release\.applied$|^payment\.captured/, { icon: "stPaid", tone: "tone-paid" }],
  [/^release\.rejected$|^refund\.rejected$/, { icon: "stFail", tone: "tone-fail" }],
  [/^release\./, { icon: "refund", tone: "tone-off" }],
  [/^refund\.unknown$/, { icon: "stWait", tone: "tone-wait" }],
  [/^refund\.|refunded$/, { icon: "stRefund", tone: "tone-refund" }],
];

const lookOf = (code: string): Look => LOOKS.find(([pattern]) => pattern.test(code))?.[1] ?? { icon: "info", tone: "" };

/** Money is named where a request, a refund or a dispute is about some of it. */
const amountOf = ({ code, data }: TimelineItem) =>
  /^(release|refund|dispute)\./.test(code)
    ? data.amount
    : code === "payment.captured"
      ? data.amount_charged
      : undefined;

function useActor(): (item: TimelineItem) => string {
  const t = useTranslations("escrow.story");
  return ({ source, actor }) => {
    if (source === "payer") return t("buyer");
    if (source === "system") return t("system");
    if (source === "provider") return `${actor.charAt(0).toUpperCase()}${actor.slice(1)}`;
    return actor.startsWith("key_") ? t("program") : actor;
  };
}

/** Words a person left: of a request, a decision or a dispute. */
function Said({ data }: { data: TimelineItem["data"] }) {
  const said = [data.note, data.reason].find((value) => typeof value === "string" && !/^[a-z_]+$/.test(value));
  return said === undefined ? null : <p className="wrap-anywhere text-ink-2">“{said}”</p>;
}

function Event({ slug, escrow, item }: { slug: string; escrow: EscrowCase; item: TimelineItem }) {
  const t = useTranslations();
  const actorOf = useActor();
  const { icon, tone } = lookOf(item.code);
  const key = `timeline.code.${item.code.replaceAll(".", "_")}`;
  const amount = amountOf(item);
  const evidence = escrow.evidence.find(({ id }) => id === item.data.evidence_id);
  return (
    <li>
      <span className={`timeline-mark ${tone}`}>
        <Icon name={icon} />
      </span>
      <div className="timeline-body min-w-0">
        <p className="timeline-title">
          {t.has(key) ? t(key) : item.code}
          {amount === undefined || amount === null ? null : (
            <>
              {", "}
              <Money minorUnits={String(amount)} />
            </>
          )}
        </p>
        <p className="timeline-meta">
          <span>{actorOf(item)}</span>
          {item.code === "release.requested" ? <span>{t("escrow.story.snapshot")}</span> : null}
          {evidence?.says_delivered ? <span>{t("escrow.story.says_delivered")}</span> : null}
          {item.trust ? <TrustBars trust={item.trust} /> : null}
        </p>
        <Said data={item.data} />
        {evidence ? <EvidenceDetail slug={slug} evidence={evidence} /> : null}
      </div>
      <span className="timeline-time">
        <ExactTime iso={item.at} form="moment" />
      </span>
    </li>
  );
}

/** One stream, newest first: what was shown, by whom, with the hash of it, and what became of the money. */
export function CaseStory({ slug, escrow }: { slug: string; escrow: EscrowCase }) {
  const t = useTranslations("escrow.story");
  return (
    <Panel id="story" title={t("title")} className="case-story">
      {escrow.story.length === 0 ? (
        <p className="panel-body text-ink-2">{t("empty")}</p>
      ) : (
        <ol className="timeline panel-body">
          {escrow.story.map((item) => (
            <Event key={item.id} slug={slug} escrow={escrow} item={item} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
