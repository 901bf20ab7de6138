import { answerChapters } from "./answers/answer-chapters";
import { links, linksSomebodyOpened } from "./chapters/links";

answerChapters({ links, "links somebody opened": linksSomebodyOpened });
