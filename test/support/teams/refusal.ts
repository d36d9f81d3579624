/** How does Teams refuse a call? With a status and a word of its own for why. */

export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

export function refuse(status: number, code: string, message?: string): never {
  throw new Refusal(status, code, message);
}
