import { answerChapters } from "./answer-chapters";

answerChapters([
  "escrow",
  "releases",
  "releases made",
  "disputes",
  "chargebacks",
  "chargebacks of nearly all",
  "mirrors",
]);
