// Where does a simulated year take place? Either in memory, or on the real store.

import type { DeskRules } from "../../src/desk/decide";
import type { Decision } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import type { DeskState } from "../../src/desk/state";

/** One event, with what it was decided on and what followed. */
export type Handled = { event: DeskEvent; state: DeskState; decision: Decision; now: number };

/** Moments are milliseconds. */
export type World = {
  /** Somebody does something: handled, with all that follows at once. */
  tell(event: DeskEvent): Promise<void>;
  /** When the next deadline or the next held message comes. */
  nextAt(): Promise<number | undefined>;
  /** Time goes on, and what is due by then is handled. */
  goOn(to: number): Promise<void>;
  close(): Promise<void>;
};

export type WorldParts = {
  rules: DeskRules;
  start: number;
  decide: (event: DeskEvent, state: DeskState, now: Date) => Decision;
};

export type MakeWorld = (parts: WorldParts) => Promise<World>;
