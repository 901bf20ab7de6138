import { answerChapters } from "./answer-chapters";

answerChapters(["authorisations", "captures", "captures with an added commission"]);
