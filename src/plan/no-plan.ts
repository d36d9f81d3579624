// What holds where nobody has written a plan yet: a knowledge base that is tested by itself?

import type { EscalationPlan } from "./plan";

/** No people, components, criteria or routes. Nothing for a help desk to run with. */
export const NO_PLAN: EscalationPlan = {
  organisation: "",
  helpDesk: "",
  ticketPrefix: "HD",
  owner: "",
  reviewBy: "9999-12-31",
  timezone: "UTC",
  watchedChannels: {},
  outsidePeople: "help",
  people: [],
  tiers: [],
  components: [],
  sites: [],
  vendors: [],
  criteria: [],
  routes: [],
  calendars: [],
  targets: [],
  warnAt: 0.75,
  holdSeconds: 5,
  gatherSeconds: 20,
  followUp: { remindAfterDays: [], closeAfterDays: 10, closeResolvedAfterDays: 3 },
};
