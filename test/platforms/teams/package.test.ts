// Does app-package/ offer what the adapter answers, within what Teams shows?
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { understand } from "../../../src/desk/understanding";
import {
  channelIdIn,
  httpsAddress,
  isChannelId,
  isGuid,
  messagingEndpoint,
} from "../../../src/platforms/teams/installing/addresses";
import { teamsManifestFor, type TeamsManifest } from "../../../src/platforms/teams/installing/manifest";

const ROOT = resolve(__dirname, "..", "..", "..");
const FOLDER = join(ROOT, "app-package");

type Command = { id: string; title: string; description: string; fetchTask: boolean };
type BotCommand = { title: string; description: string };

type Shown = {
  name: { short: string };
  description: { short: string };
  supportsChannelFeatures: string;
  bots: { scopes: string[]; commandLists: { scopes: string[]; commands: BotCommand[] }[] }[];
  composeExtensions: { commands: Command[] }[];
  authorization: { permissions: { resourceSpecific: { name: string }[] } };
};

const text = readFileSync(join(FOLDER, "manifest.json"), "utf8");
const manifest = JSON.parse(text) as Shown;

const actions = manifest.composeExtensions.flatMap(({ commands }) => commands);
const lists = manifest.bots.flatMap(({ commandLists }) => commandLists);

const sources = readdirSync(join(ROOT, "src", "platforms", "teams", "receiving"), { encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(ROOT, "src", "platforms", "teams", "receiving", file), "utf8"))
  .join("\n");

describe("commands", () => {
  test("every action that people are offered is one that the adapter answers", () => {
    // `commandId === CREATE_TICKET`, and `const CREATE_TICKET = "openTicket"`.
    const known = [...sources.matchAll(/\bcommandId === ([A-Z_]+)/g)].map(
      ([, name]) => new RegExp(`\\bconst ${name} = "(\\w+)"`).exec(sources)?.[1],
    );
    expect(known).toEqual(["openTicket", "draftArticle"]);
    expect(actions.map(({ id }) => id)).toEqual(known);
  });

  test("the form of an action is asked for when it opens", () => {
    expect(actions.every(({ fetchTask }) => fetchTask)).toBe(true);
  });

  test("what the bot's menu writes for people, the desk takes as a command", () => {
    const titles = [...new Set(lists.flatMap(({ commands }) => commands.map(({ title }) => title)))];
    expect(titles).toHaveLength(5);
    for (const title of titles) expect(understand(title, "HD")).toMatchObject({ kind: "command" });
  });

  test("there is a menu in every place where the bot is", () => {
    const scopes = new Set(lists.flatMap((list) => list.scopes));
    expect(scopes).toEqual(new Set(manifest.bots.flatMap((bot) => bot.scopes)));
  });
});

describe("lengths", () => {
  test.each([...actions, ...lists.flatMap(({ commands }) => commands)])(
    "$title is short enough for a menu",
    ({ title, description }) => {
      expect(title.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(128);
    },
  );

  test("names and descriptions are as short as Teams wants them", () => {
    expect(manifest.name.short.length).toBeLessThanOrEqual(30);
    expect(manifest.description.short.length).toBeLessThanOrEqual(80);
  });
});

test("of a team only its messages are asked for", () => {
  const names = manifest.authorization.permissions.resourceSpecific.map(({ name }) => name);
  expect(names).toEqual(["ChannelMessage.Read.Group"]);
});

test("private and shared channels are supported: without that word Teams takes no package for teams", () => {
  expect(manifest.supportsChannelFeatures).toBe("tier1");
});

test("packaging leaves the file itself as it was", () => {
  const template = JSON.parse(text) as TeamsManifest;
  const page = "https://a.example";
  const developer = { name: "A", websiteUrl: page, privacyUrl: page, termsOfUseUrl: page };
  teamsManifestFor(template, { appId: "x", publicUrl: page, name: "Desk", developer, version: "2.0.0" });
  expect(template).toEqual(JSON.parse(text));
});

describe("icons", () => {
  /** Width, and the four channels of each pixel. The rows of our icons have no filter. */
  function pixelsOf(file: string): { width: number; height: number; pixels: number[][] } {
    const png = readFileSync(join(FOLDER, file));
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const data: Buffer[] = [];
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
      if (png.toString("latin1", at + 4, at + 8) === "IDAT")
        data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    const rows = inflateSync(Buffer.concat(data));
    const pixels = Array.from({ length: width * height }, (_, i) => {
      const at = Math.floor(i / width) * (1 + 4 * width) + 1 + 4 * (i % width);
      return [...rows.subarray(at, at + 4)];
    });
    return { width, height, pixels };
  }

  test("the one in color has 192 × 192 pixels, none of them transparent", () => {
    const { width, height, pixels } = pixelsOf("color.png");
    expect([width, height]).toEqual([192, 192]);
    expect(pixels.filter(([, , , alpha]) => alpha !== 255)).toEqual([]);
  });

  test("the outline has 32 × 32 pixels, white or nothing", () => {
    const { width, height, pixels } = pixelsOf("outline.png");
    expect([width, height]).toEqual([32, 32]);
    expect(pixels.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255)).toEqual([]);
    const clear = pixels.filter(([, , , alpha]) => alpha === 0).length;
    expect(clear).toBeGreaterThan(400);
    expect(clear).toBeLessThan(900);
  });
});

describe("addresses and ids", () => {
  test("the messaging endpoint is where the help desk takes activities", () => {
    expect(messagingEndpoint("https://a.example")).toBe("https://a.example/api/messages");
  });

  test.each([
    ["https://desk.example.org", "https://desk.example.org"],
    ["https://desk.example.org/", "https://desk.example.org"],
    ["https://desk.example.org:8443//", "https://desk.example.org:8443"],
    ["https://desk.example.org/api/messages", "https://desk.example.org"],
  ])("%s is read as %s", (written, address) => expect(httpsAddress(written)).toBe(address));

  test.each([
    "http://desk.example.org",
    "desk.example.org",
    "https://a.example?x=1",
    "https://me:pw@a.example",
    "",
  ])("%j is refused", (written) => expect(httpsAddress(written)).toBeUndefined());

  test.each(["19:abc-DEF_1@thread.tacv2", "19:0123abcd@thread.skype"])("%s is a channel", (id) =>
    expect(isChannelId(id)).toBe(true),
  );

  test.each(["19:abc@thread.v2", "19%3aabc%40thread.tacv2", "19:abc@thread.tacv2;messageid=1", "General"])(
    "%s is none",
    (id) => expect(isChannelId(id)).toBe(false),
  );

  test("the channel of a link is found in it", () => {
    const link = "https://teams.microsoft.com/l/channel/19%3Aabc_1%40thread.tacv2/Desk?groupId=1";
    expect(channelIdIn(link)).toBe("19:abc_1@thread.tacv2");
    expect(channelIdIn("General")).toBeUndefined();
  });

  test("an Entra id has 32 digits and four hyphens", () => {
    expect(isGuid("3F2504e0-4f89-41d3-9a0c-0305e82c3301")).toBe(true);
    expect(isGuid("3f2504e0-4f89-41d3-9a0c")).toBe(false);
  });
});
