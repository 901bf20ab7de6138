import { answerChapters } from "./answers/answer-chapters";
import { attempts, attemptsOfANamedSum, attemptsWithoutAnAddedCommission, tries } from "./chapters/attempts";
import { checkouts } from "./chapters/checkouts";

answerChapters({
  checkouts,
  attempts,
  "attempts without an added commission": attemptsWithoutAnAddedCommission,
  "attempts of a named sum": attemptsOfANamedSum,
  tries,
});
