/** How does our markdown become HTML that is safe to show? No raw HTML, no pictures, only links that open pages, mail or a call. */
import MarkdownIt from "markdown-it";

const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/iu;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
markdown.disable("image");
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
markdown.validateLink = (url) => SAFE_LINK.test(url.trim());
markdown.renderer.rules["link_open"] = (tokens, index, options, _environment, self) => {
  const token = tokens[index];
  token?.attrSet("target", "_blank");
  token?.attrSet("rel", "noopener noreferrer");
  return self.renderToken(tokens, index, options);
};

/** Ours or an article's markdown as HTML. */
export const renderMarkdown = (text: string): string => markdown.render(text);
