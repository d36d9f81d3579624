/** Why did a call not come through? `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `TimeoutError`: the innermost that has a name. */
import { fieldOf } from "../rest-call";

export function causeOf(error: unknown): string {
  const code = fieldOf(error, "code");
  if (typeof code === "string" && /^[A-Z_]+$/.test(code)) return code;
  const cause = fieldOf(error, "cause");
  if (typeof cause === "object" && cause !== null) return causeOf(cause);
  const name = fieldOf(error, "errorCode") ?? fieldOf(error, "name");
  return typeof name === "string" ? name : "unknown";
}
