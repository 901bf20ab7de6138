import { answerChapters } from "./answer-chapters";

answerChapters(["links"]);
