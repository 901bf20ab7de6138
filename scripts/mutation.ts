import { runTestProgram } from "./process/run-test-program";

runTestProgram("mutation/main.ts");
