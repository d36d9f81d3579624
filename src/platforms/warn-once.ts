/** Has the operator been told this already? What is wrong with every event is worth one line, not one an event. */

export type WarnOnce = (event: string, facts: object) => void;

/** `event` and `facts` together are what is said once: few and small, never from people. */
export function createWarnOnce(log: { warn: WarnOnce }): WarnOnce {
  const told = new Set<string>();
  return (event, facts) => {
    const key = `${event} ${JSON.stringify(facts)}`;
    if (told.has(key)) return;
    told.add(key);
    log.warn(event, facts);
  };
}
