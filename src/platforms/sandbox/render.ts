/**
 * What does the page draw for a content? Blocks with HTML only where it is ours and already safe; people's words stay plain
 * text, which the page sets as text.
 */
import type { Block, Button, Content } from "../../desk/content";
import type { FileRef } from "../../desk/model";
import { renderMarkdown } from "./markdown";
import { pressId } from "./presses";

/** `href` undefined: the file is on another platform, or gone. `size` in bytes. `shown`: a picture of the help desk's own. */
export type FileView = { name: string; size: number; href?: string; shown?: true };

export type ButtonView = {
  id: string;
  label: string;
  style: "plain" | "primary" | "danger";
  opensForm: boolean;
  /** Less often needed: behind "More". */
  more: boolean;
};

export type BlockView =
  | { kind: "text"; html: string }
  | { kind: "quote"; from: string; text: string; edited: boolean }
  | { kind: "facts"; facts: { label: string; value: string }[] }
  | { kind: "files"; files: FileView[] }
  | { kind: "mention"; names: string[]; text: string }
  | { kind: "buttons"; buttons: ButtonView[] };

/** `hrefOf`: where a viewer gets a file, if at all. */
export const renderContent = (content: Content, hrefOf: (file: FileRef) => string | undefined): BlockView[] =>
  content.blocks.flatMap((block) => renderBlock(block, hrefOf) ?? []);

/** Undefined: it belongs on a home page, which the sandbox does not have. */
function renderBlock(block: Block, hrefOf: (file: FileRef) => string | undefined): BlockView | undefined {
  switch (block.kind) {
    case "text":
      return { kind: "text", html: renderMarkdown(block.markdown) };
    case "quote":
      return { kind: "quote", from: block.from, text: block.text, edited: block.edited === true };
    case "facts":
      return { kind: "facts", facts: block.facts.map(({ label, value }) => ({ label, value })) };
    case "files":
      return { kind: "files", files: block.files.map((file) => renderFile(file, hrefOf(file))) };
    case "mention":
      return { kind: "mention", names: block.people.map((person) => person.name), text: block.text };
    case "buttons":
      return {
        kind: "buttons",
        buttons: block.buttons.map(renderButton),
      };
    case "ask":
      return undefined;
  }
}

const renderButton = ({ press, label, style, opensForm, more }: Button): ButtonView => ({
  id: pressId(press),
  label,
  style: style ?? "plain",
  opensForm: opensForm === true,
  more: more === true,
});

export const renderFile = ({ platform, name, size }: FileRef, href: string | undefined): FileView => ({
  name,
  size,
  ...(href !== undefined && { href }),
  ...(platform === "desk" && { shown: true }),
});
