/** Which platform takes Teams' activities in, to be measured? The real one: only who signs for Teams is on this machine. */
import { createTeams } from "../../src/platforms/teams";
import { createConversationReferences } from "../../src/store/conversation-references";
import type { Database } from "../../src/store/transaction";
import { log, now, serveHouse } from "../taking-in/house";
import { APP, TECHNICIANS, TENANT, WATCHED } from "./load";

const teamsTrusting = (openIdMetadataUrl: string, database: Database) =>
  createTeams(
    {
      access: { kind: "password", appId: APP, tenant: TENANT, password: "of-no-worth" },
      references: createConversationReferences(database),
      formFor: () => undefined,
      planFor: () => ({ watched: WATCHED, memberships: [TECHNICIANS] }),
      now,
      log,
    },
    { openIdMetadataUrl, token: () => Promise.resolve("a-token-for-measuring") },
  );

void serveHouse((database, [openIdMetadataUrl = ""]) => teamsTrusting(openIdMetadataUrl, database));
