// Why can the database not be reached, and what helps? The URL's password and user never appear.
import { StoreError, systemCode } from "./store-error";

const advice: Record<string, string> = {
  ECONNREFUSED: "nothing listens there. Is the server running, and is the port right?",
  ENOTFOUND: "this host name is not known. Is it spelled right?",
  EAI_AGAIN: "this host name could not be looked up. Is the network there?",
  ETIMEDOUT: "no answer. Is a firewall in between?",
  ENOENT: "there is no such socket. Is the server running?",
  EACCES: "this socket is not ours to use. Start Tierdesk as the user who owns it.",
  "28P01": "the password is wrong.",
  "28000": "the server does not let this role in (see its pg_hba.conf).",
  "3D000": "the database does not exist. Make it with CREATE DATABASE.",
  "53300": "the server has no connection left. Raise its max_connections.",
  "57P03": "the server is starting or stopping. Try again in a moment.",
};

/** One message for a failed first connection. */
export function cannotConnect(url: string, error: unknown): StoreError {
  const where = describeUrl(url);
  if (where === undefined) {
    return new StoreError(
      "DATABASE_URL is not an address. Write postgresql://user:password@host:5432/database " +
        "(a password with special characters must be percent-encoded, for example %40 for @).",
    );
  }
  const code = systemCode(error);
  const reason = (code && advice[code]) ?? (error instanceof Error ? withoutSecrets(error.message, url) : "");
  return new StoreError(`Cannot open the database ${where}: ${reason}`);
}

/** `host:port/database`, undefined when it is not a postgres URL. */
export function describeUrl(url: string): string | undefined {
  try {
    const { protocol, host, pathname, searchParams } = new URL(url);
    if (protocol !== "postgres:" && protocol !== "postgresql:") return undefined;
    return (searchParams.get("host") ?? host) + pathname;
  } catch {
    return undefined;
  }
}

function withoutSecrets(message: string, url: string): string {
  const { password } = new URL(url);
  const secrets = [password, decodeOr(password)].filter((secret) => secret !== "");
  return secrets.reduce((text, secret) => text.replaceAll(secret, "…"), message);
}

function decodeOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
