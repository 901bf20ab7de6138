import { answerChapters } from "./answer-chapters";

answerChapters(["checkouts", "attempts", "tries"]);
