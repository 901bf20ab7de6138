import { answerChapters } from "./answer-chapters";

answerChapters(["payouts"]);
