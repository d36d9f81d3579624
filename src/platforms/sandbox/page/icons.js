/** Which small pictures does the page use? Drawn here, so that they follow the text's colour. Hidden from screen readers. */
import { html } from "./draw.js";

const icon = (paths) => () =>
  html`<svg
    class="icon"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths.map((d) => html`<path d=${d} />`)}
  </svg>`;

export const AttachIcon = icon([
  "M14.8 9.3 9.6 14.5a3.2 3.2 0 0 1-4.6-4.6l6-6a2.2 2.2 0 0 1 3.1 3.1l-5.8 5.8a1.1 1.1 0 0 1-1.6-1.6l5-5",
]);
export const SendIcon = icon(["M3.5 10h12.2", "M10.8 4.8 16 10l-5.2 5.2"]);
export const EditIcon = icon(["M12.8 4.2 15.8 7.2 7.4 15.6l-3.7.7.7-3.7z"]);
export const DeleteIcon = icon(["M4 6h12", "M8 6V4h4v2", "M5.5 6l.8 10h7.4l.8-10", "M8.5 9v4", "M11.5 9v4"]);
export const CloseIcon = icon(["M5 5l10 10", "M15 5 5 15"]);
export const BackIcon = icon(["M12 4 6 10l6 6"]);
export const ThreadIcon = icon(["M4 4.5h12v8.5H9.5L6 16v-3H4z"]);
export const FileIcon = icon(["M5.5 3h6l3 3v11h-9z", "M11.5 3v3h3"]);
export const CheckIcon = icon(["M4.5 10.5 8.3 14.3 15.5 6.3"]);
export const ClockIcon = icon(["M10 3.2a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6", "M10 6.5V10l2.4 1.6"]);
export const WarnIcon = icon(["M10 3.5 17.5 16.5h-15z", "M10 8.3v3.6", "M10 14.2v.1"]);
export const NoteIcon = icon(["M6 9V6.8a4 4 0 0 1 8 0V9", "M4.8 9h10.4v7.5H4.8z"]);
export const UndoIcon = icon(["M4 8h8a4 4 0 0 1 0 8H8", "M7 4.8 3.8 8 7 11.2"]);
export const NetworkIcon = icon([
  "M3 8.2a10.4 10.4 0 0 1 14 0",
  "M5.6 11a6.6 6.6 0 0 1 8.8 0",
  "M8.2 13.8a2.8 2.8 0 0 1 3.6 0",
  "M10 16.3v.1",
]);
