// Is it kept how people and channels of Teams are reached, and does nothing get lost when less is told later?
import {
  createConversationReferences,
  type ConversationReference,
  type ConversationReferences,
} from "../../src/store/conversation-references";
import { createTestDatabase, type TestDatabase } from "../support/database";

const dana: ConversationReference = {
  tenant: "lakeside",
  id: "dana",
  kind: "person",
  serviceUrl: "https://smba.example/emea/",
  conversation: "a:direct",
  user: "29:dana",
};
const desk: ConversationReference = {
  tenant: "lakeside",
  id: "19:desk@thread.tacv2",
  kind: "channel",
  serviceUrl: "https://smba.example/emea/",
  team: "19:team@thread.tacv2",
};

let db: TestDatabase;
let references: ConversationReferences;

beforeEach(async () => {
  db = await createTestDatabase();
  references = createConversationReferences(db.database);
});
afterEach(() => db.drop());

/** Changes with each write of the row. */
const versionOf = async ({ tenant, id }: ConversationReference): Promise<unknown> =>
  db.database.$queryRaw`
    SELECT xmin::text AS version FROM "ConversationReference" WHERE id = ${`${tenant}/${id}`}`;

it("finds what was saved, and nothing of somebody never heard of", async () => {
  await references.save(dana);
  await references.save(desk);
  expect(await references.find("lakeside", "dana")).toEqual(dana);
  expect(await references.find("lakeside", "19:desk@thread.tacv2")).toEqual(desk);
  expect(await references.find("lakeside", "sam")).toBeUndefined();
});

it("a person seen in a channel keeps the direct chat known from before", async () => {
  await references.save(dana);
  await references.save({
    tenant: "lakeside",
    id: "dana",
    kind: "person",
    serviceUrl: "https://smba.example/amer/",
  });
  expect(await references.find("lakeside", "dana")).toEqual({
    ...dana,
    serviceUrl: "https://smba.example/amer/",
  });
});

it("what is told anew takes the place of what was known", async () => {
  await references.save(dana);
  await references.save({ ...dana, conversation: "a:another", user: "29:again" });
  expect(await references.find("lakeside", "dana")).toMatchObject({
    conversation: "a:another",
    user: "29:again",
  });
});

it("two messages at once, each of which tells a part, leave both parts", async () => {
  const { conversation: _chat, user: _user, ...bare } = dana;
  await Promise.all([
    references.save({ ...bare, conversation: "a:direct" }),
    references.save({ ...bare, user: "29:dana" }),
  ]);
  expect(await references.find("lakeside", "dana")).toEqual(dana);
});

it("whether a channel lets us hear everything can be learnt, unlearnt, and is not forgotten between", async () => {
  const learnt = async () => (await references.find("lakeside", desk.id))?.hearsAll;
  await references.save(desk);
  expect(await learnt()).toBeUndefined();
  await references.save({ ...desk, hearsAll: true });
  await references.save(desk);
  expect(await learnt()).toBe(true);
  await references.save({ ...desk, hearsAll: false });
  expect(await learnt()).toBe(false);
});

it("a message that tells nothing new writes nothing", async () => {
  await references.save(dana);
  const before = await versionOf(dana);
  await references.save(dana);
  await references.save({ tenant: "lakeside", id: "dana", kind: "person", serviceUrl: dana.serviceUrl });
  expect(await versionOf(dana)).toEqual(before);
  await references.save({ ...dana, user: "29:again" });
  expect(await versionOf(dana)).not.toEqual(before);
});

it("the latest of a tenant is the one that changed last, and never another tenant's", async () => {
  await references.save(dana);
  await references.save(desk);
  await references.save({ ...dana, tenant: "hillside" });
  expect(await references.latest("lakeside")).toEqual(desk);
  await references.save({ ...dana, serviceUrl: "https://smba.example/apac/" });
  expect(await references.latest("lakeside")).toMatchObject({ id: "dana" });
  expect(await references.latest("elsewhere")).toBeUndefined();
});

it("one tenant's people are not found in another, even under one id", async () => {
  await references.save(dana);
  await references.save({ ...dana, tenant: "hillside", user: "29:other" });
  expect(await references.find("lakeside", "dana")).toEqual(dana);
  expect(await references.find("hillside", "dana")).toMatchObject({ user: "29:other" });
});

it("forgets one that is gone, and no other; a second time does nothing", async () => {
  await references.save(dana);
  await references.save({ ...dana, tenant: "hillside" });
  await references.remove("lakeside", "dana");
  await references.remove("lakeside", "dana");
  expect(await references.find("lakeside", "dana")).toBeUndefined();
  expect(await references.find("hillside", "dana")).toMatchObject({ user: "29:dana" });
});
