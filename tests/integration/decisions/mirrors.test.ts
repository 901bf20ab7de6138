import { answerChapters } from "./answers/answer-chapters";
import { chargebacks, chargebacksOfNearlyAll } from "./chapters/chargebacks";
import { mirrors } from "./chapters/mirrors";

answerChapters({ mirrors, chargebacks, "chargebacks of nearly all": chargebacksOfNearlyAll });
