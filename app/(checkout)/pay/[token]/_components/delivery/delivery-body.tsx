import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import type { DeliveryStage, PayDelivery } from "@/lib/checkout/delivery/delivery-page";
import type { DeliveryTell } from "@/lib/checkout/delivery/tells";
import type { Paid } from "../receipt/receipt-lines";
import { AskPage } from "./ask-page";
import { CODE_TELLS } from "./code-form";
import { DisputePage } from "./dispute-page";
import { DonePage } from "./done-page";

export type DeliveryPageProps = { page: Paid; delivery: PayDelivery; tell: DeliveryTell | undefined };

type Look = { tone: string; body: (props: DeliveryPageProps) => React.ReactNode };

const asked: Look = { tone: "held", body: AskPage };
const done: Look = { tone: "paid", body: DonePage };
const disputed: Look = { tone: "wait", body: DisputePage };

/** Which page a stage has here; the others are told on the receipt's and the refund's own page. */
export const DELIVERY_LOOKS: Partial<Record<DeliveryStage, Look>> = {
  waiting: asked,
  sent: asked,
  arrived: asked,
  confirmed: done,
  leaving: done,
  disputed,
  charged_back: disputed,
};

/** What the form that was just posted came back with; the code's own words stand at its field. */
function Told({ tell }: { tell: DeliveryTell | undefined }) {
  const t = useTranslations("delivery.tell");
  if (tell === undefined || CODE_TELLS.includes(tell)) return null;
  const isGood = tell === "code_sent";
  return (
    <p className={isGood ? "payer-notice is-info" : "payer-notice is-fail"} role={isGood ? "status" : "alert"}>
      <Icon name={isGood ? "mail" : "alert"} />
      <span>{t(tell)}</span>
    </p>
  );
}

export function DeliveryBody(props: DeliveryPageProps & { look: Look }) {
  const { look, ...rest } = props;
  const Body = look.body;
  return (
    <div className={`payer-stack tone-set-${look.tone}`}>
      <Told tell={props.tell} />
      <Body {...rest} />
    </div>
  );
}
