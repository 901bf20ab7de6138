import { answerChapters } from "./answers/answer-chapters";
import { attempts, tries } from "./chapters/attempts";
import { checkouts } from "./chapters/checkouts";

answerChapters({ checkouts, attempts, tries });
