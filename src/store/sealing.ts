/**
 * How is a secret kept in the database, so that a copy of the database gives nothing away? Sealed with AES-256-GCM under a key
 * of the environment: `v1.<key id>.<iv>.<ciphertext>.<tag>`. The place it is kept at is part of the seal: moved to another
 * row, it does not open.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { StoreError } from "./store-error";

/** 32 bytes each. The first seals; all of them open, so that a key can be changed. */
export type SecretKeys = readonly [Buffer, ...Buffer[]];

export type Sealer = {
  /** `place` is not secret: where the text is kept, `slack/T123`. */
  seal(text: string, place: string): string;
  /** Throws StoreError: sealed with another key, or not as it was sealed. */
  open(sealed: string, place: string): string;
  /** Sealed with the key that seals now, not with an older one. */
  isCurrent(sealed: string): boolean;
};

const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSealer(keys: SecretKeys): Sealer {
  const known = new Map(keys.toReversed().map((key) => [keyId(key), key]));
  const [current] = keys;
  return {
    seal: (text, place) => seal(text, place, current),
    open: (sealed, place) => open(sealed, place, known),
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}.${keyId(current)}.`),
  };
}

/** Names a key without telling it: the start of a hash of 32 random bytes. */
const keyId = (key: Buffer): string =>
  createHash("sha256").update("tierdesk key").update(key).digest("hex").slice(0, 8);

function seal(text: string, place: string, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(keyId(key), place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [VERSION, keyId(key), ...parts].join(".");
}

function open(sealed: string, place: string, known: ReadonlyMap<string, Buffer>): string {
  const [version, id = "", ...parts] = sealed.split(".");
  const [iv, text, tag] = parts.map((part) => Buffer.from(part, "base64url"));
  if (version !== VERSION || parts.length !== 3 || !iv || !text || tag?.length !== TAG_BYTES)
    throw damaged(place);
  const key = known.get(id);
  if (!key) throw lostKey(place);
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(id, place));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch {
    throw damaged(place);
  }
}

const boundTo = (id: string, place: string): Buffer => Buffer.from(`${VERSION}\n${id}\n${place}`);

const lostKey = (place: string): StoreError =>
  new StoreError(
    `What is stored for ${place} was sealed with a key that is neither TIERDESK_SECRET_KEY nor TIERDESK_SECRET_KEY_OLD. ` +
      "Set that key again as TIERDESK_SECRET_KEY_OLD, or install the app there anew.",
  );

const damaged = (place: string): StoreError =>
  new StoreError(
    `What is stored for ${place} is not as it was sealed: changed, cut off or moved. Install the app there anew.`,
  );
