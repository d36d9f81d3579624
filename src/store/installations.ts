/** In which workspaces is the app installed, and with which tokens? Tokens are sealed before they reach the database. */
import type { Sealer } from "./sealing";
import { StoreError } from "./store-error";
import type { Database } from "./transaction";

/** One workspace. `token` is secret; `user` is the bot's own account there. */
export type Installation = {
  team: string;
  teamName: string;
  token: string;
  user: string;
  scopes: string[];
};

export type InstallationStore = {
  /** Takes the place of what was known of the workspace. */
  save(installation: Installation): Promise<void>;
  /** Throws StoreError when it cannot be opened: another key, or damage. */
  find(team: string): Promise<Installation | undefined>;
  remove(team: string): Promise<void>;
  /** Every workspace by id and name; opens nothing. */
  list(): Promise<{ team: string; teamName: string }[]>;
  /**
   * Seals what an older key sealed with the current one. Gives back how many. What cannot be opened is left as it is and told to
   * `onLost`, or else thrown: its workspace can only install the app anew.
   */
  reseal(onLost?: (error: StoreError) => void): Promise<number>;
};

/** `platform`: "slack". Installations of one platform are not seen by another. */
export function createInstallations(database: Database, platform: string, sealer: Sealer): InstallationStore {
  const idOf = (team: string): string => `${platform}/${team}`;
  return {
    async save(installation) {
      const { team, teamName, ...secret } = installation;
      const id = idOf(team);
      const row = { name: teamName, sealed: sealer.seal(JSON.stringify(secret), id) };
      await database.installation.upsert({
        where: { id },
        create: { id, platform, workspace: team, ...row },
        update: row,
      });
    },
    async find(team) {
      const row = await database.installation.findUnique({ where: { id: idOf(team) } });
      return row === null ? undefined : fromRow(row, sealer);
    },
    async remove(team) {
      await database.installation.deleteMany({ where: { id: idOf(team) } });
    },
    async list() {
      const rows = await database.installation.findMany({ where: { platform }, orderBy: { id: "asc" } });
      return rows.map((row) => ({ team: row.workspace, teamName: row.name }));
    },
    async reseal(onLost) {
      const lost: StoreError[] = [];
      const rows = await database.installation.findMany({ where: { platform } });
      let resealed = 0;
      for (const row of rows) resealed += await resealRow(database, row, sealer, (error) => lost.push(error));
      if (onLost) lost.forEach(onLost);
      else if (lost.length > 0) throw new StoreError(lost.map(({ message }) => message).join("\n"));
      return resealed;
    },
  };
}

type Row = { id: string; workspace: string; name: string; sealed: string };

function fromRow({ id, workspace, name, sealed }: Row, sealer: Sealer): Installation {
  const { token, user, scopes } = JSON.parse(sealer.open(sealed, id)) as Omit<
    Installation,
    "team" | "teamName"
  >;
  return { team: workspace, teamName: name, token, user, scopes };
}

/** Gives back how many rows it changed. */
async function resealRow(
  database: Database,
  { id, sealed }: Pick<Row, "id" | "sealed">,
  sealer: Sealer,
  onLost: (error: StoreError) => void,
): Promise<number> {
  try {
    const opened = sealer.open(sealed, id);
    if (sealer.isCurrent(sealed)) return 0;
    // Only what we have read: a new installation in the meantime is sealed with the current key already.
    const { count } = await database.installation.updateMany({
      where: { id, sealed },
      data: { sealed: sealer.seal(opened, id) },
    });
    return count;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    onLost(error);
    return 0;
  }
}
