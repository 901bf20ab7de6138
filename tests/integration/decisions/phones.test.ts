import { answerChapters } from "./answer-chapters";

answerChapters(["phones"]);
