import { answerChapters } from "./answer-chapters";

answerChapters(["payments", "refunds"]);
