import { runTestProgram } from "./process/run-test-program";

runTestProgram("simulation/world/main.ts");
