import { answerChapters } from "./answers/answer-chapters";
import { chargebacks, chargebacksOfNearlyAll } from "./chapters/chargebacks";
import { mirrors, mirrorsAtPaywall } from "./chapters/mirrors";

answerChapters({
  mirrors,
  "mirrors at paywall": mirrorsAtPaywall,
  chargebacks,
  "chargebacks of nearly all": chargebacksOfNearlyAll,
});
