import { runTestProgram } from "./process/run-test-program";

runTestProgram("bench/main.ts");
