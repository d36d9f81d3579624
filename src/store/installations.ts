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
  /** Seals what an older key sealed with the current one. Gives back how many. Throws StoreError that names all it cannot open. */
  reseal(): Promise<number>;
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
    reseal: () => reseal(database, platform, sealer),
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

async function reseal(database: Database, platform: string, sealer: Sealer): Promise<number> {
  const problems: string[] = [];
  let resealed = 0;
  for (const row of await database.installation.findMany({ where: { platform } })) {
    try {
      const opened = sealer.open(row.sealed, row.id);
      if (sealer.isCurrent(row.sealed)) continue;
      // Only what we have read: a new installation in the meantime is sealed with the current key already.
      const { count } = await database.installation.updateMany({
        where: { id: row.id, sealed: row.sealed },
        data: { sealed: sealer.seal(opened, row.id) },
      });
      resealed += count;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new StoreError(problems.join("\n"));
  return resealed;
}
