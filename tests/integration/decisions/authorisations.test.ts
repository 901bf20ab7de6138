import { answerChapters } from "./answers/answer-chapters";
import { authorisations, captures, capturesWithAnAddedCommission, voids } from "./chapters/captures";

answerChapters({ authorisations, captures, voids, "captures with an added commission": capturesWithAnAddedCommission });
