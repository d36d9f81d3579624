// Are these a certificate and its key as Microsoft Entra takes them: PEM files, RSA, and a pair? Every problem told, no value of any.
import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";

/** PEM texts. */
type Pair = { certificate: string; privateKey: string };

/** Undefined: `problems` has grown. */
export function readCertificate(
  { certificateFile, keyFile }: { certificateFile: string; keyFile: string },
  problems: string[],
): Pair | undefined {
  const certificate = readPem("TEAMS_CERTIFICATE", certificateFile, problems);
  const privateKey = readPem("TEAMS_PRIVATE_KEY", keyFile, problems);
  const parsed = certificate === undefined ? undefined : parseCertificate(certificate, problems);
  const key = privateKey === undefined ? undefined : parseKey(privateKey, problems);
  if (certificate === undefined || privateKey === undefined || !parsed || !key) return undefined;
  if (parsed.checkPrivateKey(key)) return { certificate, privateKey };
  problems.push(
    "TEAMS_PRIVATE_KEY is not the key of TEAMS_CERTIFICATE. Give the two that were made together.",
  );
  return undefined;
}

function readPem(name: string, file: string, problems: string[]): string | undefined {
  if (file.startsWith("-----BEGIN")) {
    problems.push(
      `${name} must be the path of a PEM file. Write what it holds now to a file that only the help desk can read.`,
    );
    return undefined;
  }
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.push(`${name} is the path of a file that cannot be read (${code}). Give one that can.`);
    return undefined;
  }
}

function parseCertificate(pem: string, problems: string[]): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    problems.push(
      "TEAMS_CERTIFICATE holds no certificate. It must be a PEM file, with a line -----BEGIN CERTIFICATE-----.",
    );
    return undefined;
  }
}

function parseKey(pem: string, problems: string[]): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "rsa") return key;
    problems.push("TEAMS_PRIVATE_KEY is not an RSA key, and Microsoft Entra takes no others.");
  } catch {
    problems.push(
      "TEAMS_PRIVATE_KEY holds no key that can be used. It must be a PEM file with a private key that no passphrase protects.",
    );
  }
  return undefined;
}
