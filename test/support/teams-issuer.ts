/**
 * Who signs for Teams in the tests? An OpenID issuer on this machine with real RS256 keys, published as Microsoft publishes its own:
 * the code that verifies tokens in production is what runs. `openIdMetadataUrl: issuer.metadataUrl` makes the gate trust it.
 */
import { generateKeyPairSync, sign as signBytes, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** `good`: its key signs for Teams. `none`: its key signs for other services only. */
type KeyName = "good" | "none";

export type TokenClaims = {
  /** The app's id. */
  audience: string;
  serviceUrl: string;
  /** Default: the Bot Connector's. */
  issuer?: string;
  /** From now; negative: it has expired. Default: an hour. */
  expiresInSeconds?: number;
  /** From now; positive: it is not valid yet. Default: now. */
  notBeforeInSeconds?: number;
  endorsementsKey?: KeyName;
  /** Whatever else the token claims. */
  more?: Record<string, unknown>;
};

export type Issuer = {
  metadataUrl: string;
  /** The token alone; the header is `Bearer ${token}`. */
  sign(claims: TokenClaims): string;
  close(): Promise<void>;
};

export const CONNECTOR_ISSUER = "https://api.botframework.com";

const ENDORSED = { good: ["msteams", "webchat"], none: ["webchat"] };

type Keys = Record<KeyName, KeyObject>;

/** `keys`: its own, unless it is to sign as another one did. */
export async function startIssuer(keys: Keys = newKeys()): Promise<Issuer> {
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const metadata = { issuer: CONNECTOR_ISSUER, jwks_uri: `${base}/keys` };
    const published = { keys: [publish("good", keys.good), publish("none", keys.none)] };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url === "/keys" ? published : metadata));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    metadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`,
    sign(claims) {
      const name = claims.endorsementsKey ?? "good";
      return signToken(payloadOf(claims), name, keys[name]);
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export const newKeys = (): Keys => ({ good: newKey(), none: newKey() });

const newKey = (): KeyObject => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

const publish = (name: KeyName, key: KeyObject): object => {
  const { n, e } = key.export({ format: "jwk" });
  return { kty: "RSA", use: "sig", alg: "RS256", kid: name, n, e, endorsements: ENDORSED[name] };
};

function payloadOf(claims: TokenClaims): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: claims.issuer ?? CONNECTOR_ISSUER,
    aud: claims.audience,
    serviceurl: claims.serviceUrl,
    nbf: now + (claims.notBeforeInSeconds ?? 0),
    exp: now + (claims.expiresInSeconds ?? 3600),
    ...claims.more,
  };
}

function signToken(payload: object, kid: KeyName, key: KeyObject): string {
  const signed = `${encode({ typ: "JWT", alg: "RS256", kid })}.${encode(payload)}`;
  return `${signed}.${signBytes("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

/** One part of a token. */
export const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
