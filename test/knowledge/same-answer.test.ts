// Does a sure answer, found by words alone, stay the same when nothing changes that matters?

import { describeSteadiness } from "./same-answer-suite";
import { BY_WORDS } from "./ways-of-matching";

describeSteadiness("by words alone", () => BY_WORDS, {
  sure: 120,
  every: 1,
  same: 0.98,
  slip: 0.97,
  still: 0.95,
});
