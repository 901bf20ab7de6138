import { answerChapters } from "./answers/answer-chapters";
import { links } from "./chapters/links";

answerChapters({ links });
