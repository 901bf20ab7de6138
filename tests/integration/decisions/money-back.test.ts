import { answerChapters } from "./answers/answer-chapters";
import { payments } from "./chapters/payments";
import { refunds } from "./chapters/refunds";

answerChapters({ payments, refunds });
