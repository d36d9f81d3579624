// How is work that is done in steps done in one go, where nobody has to wait for their turn?

export function finish<Result>(steps: Generator<unknown, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
