/** What does the Web API do about files? Uploads in three steps, and what one file is. */
import { listOf, needText, numberOf, textOf } from "./arguments";
import type { Methods, Request } from "./methods";
import { isBotIn, ownChannelFor } from "./places";
import { postMessage } from "./posting";
import { refuse } from "./refusal";
import { describeFile, teamOf } from "./showing";
import type { Json, SlackFile } from "./world";

export const fileMethods: Methods = {
  "files.info": (request) => {
    const { world, args } = request;
    const file = visibleFile(request, needText(args, "file"));
    return { file: { ...describeFile(world, file), shares: sharesOf(request, file) } };
  },

  "files.getUploadURLExternal": ({ world, workspace, args }) => {
    const name = needText(args, "filename");
    const size = numberOf(args, "length", 0);
    if (!(size > 0)) return refuse("invalid_arguments");
    const id = world.nextId("F");
    world.files.set(id, {
      id,
      team: workspace.team,
      user: workspace.botUser,
      name,
      title: name,
      mediaType: mediaTypeOf(name),
      size,
      createdAt: Math.floor(Date.now() / 1_000),
      sharedIn: [],
    });
    return { upload_url: `${world.origin}/upload/v1/${id}`, file_id: id };
  },

  "files.completeUploadExternal": (request) => {
    const { world, workspace, args } = request;
    const files = (listOf(args, "files") ?? refuse("invalid_arguments")).map((one) =>
      uploadedFile(request, one),
    );
    const place = textOf(args, "channel_id");
    if (place !== undefined) {
      const channel = ownChannelFor(world, workspace, place);
      const thread = textOf(args, "thread_ts");
      postMessage(world, workspace, channel, {
        user: workspace.botUser,
        byApp: true,
        subtype: "file_share",
        text: textOf(args, "initial_comment") ?? "",
        files: files.map(({ id }) => id),
        ...(thread !== undefined && { thread }),
      });
    }
    return { files: files.map((file) => describeFile(world, file)) };
  },
};

function uploadedFile({ world, workspace }: Request, { id, title }: Json): SlackFile {
  const file = world.files.get(String(id));
  if (!file?.data || file.team !== workspace.team || file.sharedIn.length > 0)
    return refuse("file_not_found");
  if (typeof title === "string" && title !== "") file.title = title;
  return file;
}

/** The bot sees a file where it is shared in a channel that it is in. A stranger's file belongs to both teams. */
function visibleFile({ workspace, world }: Request, id: string): SlackFile {
  const file = world.files.get(id);
  const isSeen = file?.sharedIn.some(({ channel }) => {
    const place = workspace.channels.get(channel);
    return place !== undefined && isBotIn(workspace, place);
  });
  const isOurs = file?.user === workspace.botUser && file.team === workspace.team;
  return file && (isSeen || isOurs) ? file : refuse("file_not_found");
}

function sharesOf({ workspace }: Request, file: SlackFile): Json {
  const shares: Record<"public" | "private", Record<string, Json[]>> = { public: {}, private: {} };
  for (const { channel, ts, thread } of file.sharedIn) {
    const kind = workspace.channels.get(channel)?.kind === "channel" ? "public" : "private";
    const share = {
      ts,
      ...(thread !== undefined && { thread_ts: thread }),
      team_id: teamOf(workspace, file.user),
    };
    shares[kind][channel] = [...(shares[kind][channel] ?? []), share];
  }
  return shares;
}

const MEDIA_TYPES: Record<string, string> = {
  txt: "text/plain",
  md: "text/markdown",
  png: "image/png",
  jpg: "image/jpeg",
  pdf: "application/pdf",
  html: "text/html",
};

export const mediaTypeOf = (name: string): string =>
  MEDIA_TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
