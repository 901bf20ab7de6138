import type { Agent, Dispatcher } from "undici";
import { type Mishap, moments } from "./moment";

const SPOILT: Partial<Record<Mishap["kind"], { status: number; type: string; text: string }>> = {
  status: { status: 500, type: "application/json", text: '{"message":"internal"}' },
  html: { status: 200, type: "text/html", text: "<html><body>bakım</body></html>" },
  malformed: { status: 200, type: "application/json", text: '{"code":0,"Data":[{"xact' },
  empty: { status: 200, type: "application/json", text: "" },
};

/** The provider acted; what the caller hears of it is `heard`, or that the line is dead. */
function deafTo(handler: Dispatcher.DispatchHandler, kind: Mishap["kind"]): Dispatcher.DispatchHandler {
  const heard = SPOILT[kind];
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: () => undefined,
    onResponseData: () => undefined,
    onResponseEnd(controller) {
      if (heard === undefined) return handler.onResponseError?.(controller, new Error("the line was cut"));
      handler.onResponseStart?.(controller, heard.status, { "content-type": heard.type }, "");
      handler.onResponseData?.(controller, Buffer.from(heard.text));
      handler.onResponseEnd?.(controller, {});
    },
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  };
}

/** Puts a core's line to the providers under the command's own fate: cut, dropped or spoilt before or after its effect. */
export function watchedLine(agent: Agent): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    const moment = moments.getStore();
    if (moment === undefined) return dispatch(options, handler);
    const begin = () => {
      const kind = moment.mishapOfCall();
      if (kind === "drop_before") throw new Error("the line is dead");
      return new Promise<void>((resolve) => {
        const spoken = kind === undefined ? handler : deafTo(handler, kind);
        dispatch(options, told(spoken, resolve));
      });
    };
    // A dead process hears nothing: the answer below is withheld, and every later effect of the command with it.
    void moment.pass("call", begin).catch((cause: Error) => handler.onResponseError?.(QUIET, cause));
    return true;
  });
}

const QUIET = { abort: () => undefined, pause: () => undefined, resume: () => undefined } as never;

/** The same handler, and a word when its answer ended either way. */
function told(handler: Dispatcher.DispatchHandler, ended: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: (controller, ...rest) => handler.onResponseStart?.(controller, ...rest),
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd(controller, trailers) {
      ended();
      handler.onResponseEnd?.(controller, trailers);
    },
    onResponseError(controller, error) {
      ended();
      handler.onResponseError?.(controller, error);
    },
  };
}
