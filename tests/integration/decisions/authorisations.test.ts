import { answerChapters } from "./answer-chapters";

answerChapters(["authorisations", "captures"]);
