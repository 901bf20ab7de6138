import { answerChapters } from "./answers/answer-chapters";
import { phones } from "./chapters/phones";

answerChapters({ phones });
