import { answerChapters } from "./answers/answer-chapters";
import { disputes, escrow } from "./chapters/escrow";
import { releases, releasesMade } from "./chapters/releases";

answerChapters({ escrow, disputes, releases, "releases made": releasesMade });
