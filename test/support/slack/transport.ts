/** How does something reach the app? Over HTTP or a socket; either way it is acknowledged in time, or it is not. */
import type { Json } from "./world";

export type Parcel = { kind: "event" | "interactive" | "command"; body: Json };

/** `answer`: what the app said in its acknowledgement. */
export type Outcome =
  | { acknowledged: true; answer: Json | string | undefined }
  | { acknowledged: false; reason: string; noRetry?: boolean };

export type Retry = { count: number; reason: string };

export type Transport = {
  send(parcel: Parcel, retry?: Retry): Promise<Outcome>;
  close(): void;
};

/** An answer's words: JSON where it is JSON. */
export function readAnswer(text: string): Json | string | undefined {
  if (text.trim() === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Json) : text;
  } catch {
    return text;
  }
}
