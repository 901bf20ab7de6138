import { answerChapters } from "./answers/answer-chapters";
import { authorisations, captures, capturesWithAnAddedCommission } from "./chapters/captures";

answerChapters({ authorisations, captures, "captures with an added commission": capturesWithAnAddedCommission });
