/** How does a test come by a certificate? It writes one, signed with its own key, in the few fields that X.509 asks for. */
import { generateKeyPairSync, sign } from "node:crypto";

export const newPrivateKey = (): string =>
  newPair().privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Both as PEM; valid until 2049. */
export function selfSigned(): { certificate: string; privateKey: string } {
  const pair = newPair();
  const nobody = der(0x30);
  const validity = der(0x30, utcTime("250101000000Z"), utcTime("491231235959Z"));
  const about = der(
    0x30,
    der(0xa0, integer(2)),
    integer(1),
    SHA256_WITH_RSA,
    nobody,
    validity,
    nobody,
    pair.publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(0x03, Buffer.from([0]), sign("RSA-SHA256", about, pair.privateKey));
  const body =
    der(0x30, about, SHA256_WITH_RSA, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    certificate: ["-----BEGIN CERTIFICATE-----", ...body, "-----END CERTIFICATE-----", ""].join("\n"),
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

const newPair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/** One value of ASN.1: what it is, how long it is, what is in it. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

const lengthOf = (length: number): number[] =>
  length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];

const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));

const utcTime = (time: string): Buffer => der(0x17, Buffer.from(time));

/** 1.2.840.113549.1.1.11, and no parameters. */
const SHA256_WITH_RSA = der(0x30, Buffer.from("06092a864886f70d01010b0500", "hex"));
