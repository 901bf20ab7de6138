import { answerChapters } from "./answers/answer-chapters";
import { deliveryCodes, disputes, escrow } from "./chapters/escrow";
import { releases, releasesMade } from "./chapters/releases";

answerChapters({ escrow, "delivery codes": deliveryCodes, disputes, releases, "releases made": releasesMade });
