import { answerChapters } from "./answers/answer-chapters";
import { payouts } from "./chapters/payouts";

answerChapters({ payouts });
