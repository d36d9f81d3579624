/** What does the bot say? Every sentence it speaks stands here, so that they can be read, and changed, together. */
import { DateTime } from "luxon";
import { excerpt, plain } from "./markdown";
import type { KindName, Priority } from "../plan/plan";
import type { PlatformName, ResolutionKind, Target, Ticket } from "./model";

/** "today at 14:30", "tomorrow at 08:00", "Tue 24 Nov at 09:15" in the zone of the reader. */
export function moment(at: Date, now: Date, zone: string): string {
  const when = DateTime.fromJSDate(at, { zone }).setLocale("en");
  const days = when.startOf("day").diff(DateTime.fromJSDate(now, { zone }).startOf("day"), "days").days;
  const time = when.toFormat("HH:mm");
  if (Math.round(days) === 0) return `today at ${time}`;
  if (Math.round(days) === 1) return `tomorrow at ${time}`;
  if (Math.round(days) === -1) return `yesterday at ${time}`;
  return `${when.toFormat(Math.abs(days) > 300 ? "d LLL yyyy" : "ccc d LLL")} at ${time}`;
}

/** The ISO date that it is somewhere. */
export const dayAt = (at: Date, zone: string): string =>
  DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd");

/** 15 min, 4 h, 28 h 30 min. */
export function minutesInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""]
    .filter((part) => part !== "")
    .join(" ");
}

export const ticketName = (prefix: string, number: number): string => `${prefix}-${number}`;

export const platformNames: Record<PlatformName, string> = {
  slack: "Slack",
  teams: "Teams",
  sandbox: "Sandbox",
};

export const priorityNames: Record<Priority, string> = {
  low: "Low",
  normal: "Normal",
  high: "High",
  urgent: "Urgent",
};

export const kindNames: Record<KindName, string> = {
  question: "Question",
  incident: "Incident",
  request: "Request",
  enhancement: "Enhancement",
};

/** In the history of a correction. */
export const fromTo = (from: string | undefined, to: string): string =>
  `from ${from ?? "not known"} to ${to}`;

export const targetNames: Record<Target["kind"], string> = {
  first_response: "first response",
  next_response: "next response",
  resolution: "resolution",
  hand_over: "taking it over",
  vendor_response: "the vendor's answer",
};

export const resolutionNames: Record<ResolutionKind, string> = {
  solved: "Solved",
  duplicate: "The same as another ticket",
  workaround: "Workaround given",
  not_reproducible: "Could not be reproduced",
  not_ours: "Belongs elsewhere",
  cancelled: "Cancelled by the requester",
  no_response: "Closed without an answer from the requester",
};

export function statusName(ticket: Ticket): string {
  if (ticket.status === "waiting")
    return ticket.waitingOn === "vendor" ? "Waiting for the vendor" : "Waiting for the requester";
  return { open: "Open", resolved: "Resolved", closed: "Closed" }[ticket.status];
}

type VendorsPromise = { ticket: string; vendor: string; within: string; by: string };

export const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Within backticks nothing is read but another one. */
const code = (text: string): string => text.replaceAll("`", "'");

const directly = (contacts: string[]): string =>
  ` Please reach them directly${contacts.length > 0 ? `: ${contacts.join(", ")}` : ""}.`;

export const say = {
  greeting: (helpDesk: string) =>
    `Hello! This is the ${plain(helpDesk)}. Tell me in a sentence what you need help with. I answer from the knowledge base, and what I can't answer goes to a person.`,
  askWhat: "In one sentence: what do you need help with?",
  fileWithoutQuestion: "I have your file. In one sentence: what do you need help with?",
  thanks: "You're welcome.",
  confirmed: "Good to hear that it's solved.",
  help: (helpDesk: string, prefix: string, isTechnician = false) =>
    [
      `This is the ${plain(helpDesk)}. Just write what you need help with. What else I understand:`,
      "",
      "- `my tickets`: what is open, and what happens next",
      `- \`status ${prefix}-12\`: how that ticket stands`,
      `- \`${prefix}-12 …\`: add something to that ticket`,
      `- \`cancel ${prefix}-12\`: you don't need it any more`,
      "- `open a ticket: …`: go straight to a person",
      "- `new: …`: ask something new while a ticket is open",
      ...(isTechnician
        ? [
            "- `plan`, `plan network`: who helps with what, all of it or one component",
            "- `digest`: the last seven days in figures",
            "- `gaps`: what people ask and no article answers, with a button that drafts one",
            "- `dashboard`: what is open, how long things take, and how it goes on, in your browser",
          ]
        : []),
    ].join("\n"),
  notYours: (number: string) => `You have no open ticket ${number}. Write \`my tickets\` to see yours.`,
  noTickets: "You have no open tickets. What do you need help with?",
  whichTicket: "Is this about one of your open tickets, or something new?",
  planIsForTechnicians: (desk: string, contacts: string[]) =>
    `The escalation plan is for the technicians. Tell me in a sentence what you need help with, and I bring it to the right person.${contacts.length > 0 ? ` Or reach the ${plain(desk)} directly: ${contacts.map(plain).join(", ")}.` : ""}`,
  digestIsForTechnicians:
    "The week's figures are for the technicians. Type `help` to see what I can do for you.",
  digestTitle: (from: string, until: string) => `The help desk, ${from} to ${until}`,
  digestSummary: (opened: string) => `The help desk's week: ${opened} tickets opened`,
  digestGaps: "**Asked, and not answered by any article**",
  gapsTitle: "Missing in the knowledge base",
  allGaps: "All of them: `tierdesk kb gaps`",
  noGaps:
    "No gap is known: in the last 30 days, what people asked was answered, or an article answers it by now. I look every ten minutes.",
  gapsAreForTechnicians:
    "What is missing in the knowledge base is for the technicians. Type `help` to see what I can do for you.",
  people: (count: number) => (count === 1 ? "1 person" : `${count} people`),
  digestThanks: (people: string[]) => `**Thanked**: ${people.join(", ")}`,
  askedBefore: (when: string) => `${when} you asked:`,
  askedSomething: (when: string) => `${when} you asked something. There is an answer now:`,
  answerNow: "There is an answer now:",
  lateAsideTicket: (ticket: string) =>
    `Your ticket **${ticket}** stays open until you say that this solved it.`,
  lateInThread: (title: string, file: string, name: string) =>
    `An article answers this now: **${plain(title)}** (\`${file}\`). ${plain(name)} hears of it.`,
  lateNotWanted: (title: string, file: string, name: string) =>
    `An article answers this now: **${plain(title)}** (\`${file}\`). ${plain(name)} wants no late answers, so please tell them if it helps.`,
  lateUnreached: (reason: string) =>
    `The requester could not be told of the article in a direct message: ${plain(reason)} Please tell them if it helps.`,
  lateSolved: (title: string) => `The requester says that the article **${plain(title)}** has solved this.`,
  lateFailed: (title: string) =>
    `The requester says that the article **${plain(title)}** did not help. They still need you.`,
  lateStillOpen: (ticket: string) =>
    `**${ticket}** stays open, and the technicians know that this did not help.`,
  solvedByArticle: (title: string) => `The article "${title}" solved it.`,
  lateOff:
    "You hear of no more late answers. What you ask is answered as before. Write `late answers on` to hear of them again.",
  lateOn:
    "When an article comes that answers what you asked before, you hear of it. Write `late answers off` to stop that.",
  dashboardIsForTechnicians:
    "The dashboard is for those who work on tickets. Write `my tickets` to see how yours stand.",
  noDashboard: (owner: string) =>
    `The dashboard has no address yet. ${plain(owner)}, who looks after the help desk, can set one.`,
  noDashboardYet:
    "The dashboard has no address yet. Set PUBLIC_URL to the address people reach this program at, for example `PUBLIC_URL=https://helpdesk.example.com`, and start it again. docs/dashboard.md says more.",
  dashboardSummary: "Sign in to the dashboard",
  dashboardLink: (url: string, minutes: number) =>
    `[Sign in to the dashboard](${url})\n\nThe link is for you alone. It works once, within ${minutes} minutes.`,
  why: "Why this answer",
  youChose: "You chose it yourself.",
  youSaid: "You said:",
  goesOnBelow: "This guide goes on below.",
  whichWay: "Which of these is it? Press one, or write its words or its number.",
  atTheEnd: "This is the end of the guide. Did it solve it?",
  notedOnGuide:
    "I keep that for the technicians, in case you need them. Which of these is it? For something else, begin with `new:`.",
  guideChanged: "This guide was changed meanwhile: we go on here.",
  furtherOn: (title: string) => `You are at another step of this guide by now: **${plain(title)}**.`,
  wayGone: "What this leads to is not there any more. Choose another way, or press *I still need help*.",
  articleGone: "This is not in the knowledge base any more.",
  firstStep: "This is the first step of the guide.",
  clarify: "I'm not sure which of these you mean:",
  privateMatter: "This is better answered in private: I've sent you a direct message.",
  goneDirect: "We go on in a direct message.",
  goOnHere: "We go on here, where only you read it.",
  answeredDirectly: "I answer you in a direct message.",
  outside: (organisation: string) =>
    `I help the people of ${plain(organisation)} only. Please ask the person you work with there.`,
  notTheRequester:
    "This thread is somebody else's question. Ask me in a direct message or in the channel, and I answer you there.",
  emptyForm: "Nothing changed: there was no text in the form.",
  tooLate: "Too late to undo: it has gone out. Delete your message to withdraw it.",
  undone: "Not sent. Write it again, as a new message, when it is ready.",
  notYourReply: "Only the person who wrote a reply can undo it.",
  notTechnician: "Only technicians of this help desk can do that.",
  notDrafter: "Only technicians and whoever owns the escalation plan can have an article drafted.",
  noArticle:
    "No article is drafted from this ticket: only from one that was solved, by itself, in a matter that everybody may read of.",
  draftedBefore: "An article has been drafted from this ticket already.",
  gapGone: "That gap is not there any more: an article answers it, or it is long ago.",
  drafted: (file: string) =>
    `A draft article is written: \`${code(file)}\` in the knowledge base. Nobody is answered from it until it is moved out of \`drafts/\`.`,
  draftedOnBranch: (path: string, branch: string) =>
    `A draft article is written, on the branch \`${code(branch)}\`. See it with \`git show ${code(`${branch}:${path}`)}\`. Nobody is answered from it until it is merged and moved out of \`drafts/\`.`,
  askedForBy: (name: string) => `Asked for by ${plain(name)}.`,
  notDrafted: (reason: string, fix: string) => `The draft article could not be written. ${reason} ${fix}`,
  notRequester: "Only the person who asked can answer that.",
  gone: "I can't find that any more.",
  over: "This question is closed. Ask again whenever you like.",
  hasThatAlready: (ticket: string) => `You have a ticket about that already: **${ticket}**.`,
  hasTicket: (ticket: string) => `This became ticket **${ticket}**. Write here to add to it.`,

  opened: (ticket: string, who: string, by: string | undefined) =>
    `I've opened ticket **${ticket}** for you. ${who} looks at it${by ? `, and you hear from them by **${by}**` : " as soon as possible"}. Write here to add anything.`,
  listed: (ticket: string) =>
    `Thank you for the idea: it is on our list as **${ticket}**. We look at the list from time to time. I can't promise that it is done, or by when; you hear from me when something comes of it. Write here to add anything.`,
  nowListed: (ticket: string) =>
    `Your ticket **${ticket}** is now on our list of ideas. I can't promise that it is done, or by when; you hear from me when something comes of it.`,
  offTheList: (ticket: string, who: string, by: string | undefined) =>
    `Your ticket **${ticket}** is worked on now, not only noted on our list. ${who} looks at it${by ? `, and you hear from them by **${by}**` : ""}.`,
  whichComponent: (ticket: string) => `What is **${ticket}** about? Then the right people see it sooner.`,
  componentKnown: (ticket: string, component: string) => `**${ticket}** is about **${plain(component)}**.`,
  taken: (name: string, ticket: string) => `${plain(name)} is working on your ticket **${ticket}**.`,
  escalatedToRequester: (ticket: string, tier: string, name: string | undefined, by: string | undefined) =>
    `Your ticket **${ticket}** is now with ${plain(tier)}${name ? ` (${plain(name)})` : ""}${by ? `. You hear from them by **${by}**` : ""}.`,
  resolved: (ticket: string) => `Your ticket **${ticket}** is marked as resolved. Did that solve it?`,
  stillOpen: (ticket: string) => `**${ticket}** is open again, and the technicians know.`,
  closed: (ticket: string) => `**${ticket}** is closed. Thank you!`,
  closedForYou: (ticket: string) =>
    `Your ticket **${ticket}** is closed, because you told the technician that it is done. If it is not, press *Reopen*.`,
  unreached: (ticket: string, contacts: string[]) =>
    `I could not show your ticket **${ticket}** to the technicians: nothing can be posted where they work on it.${directly(contacts)}`,
  notShown: (ticket: string, contacts: string[]) =>
    `What you wrote last on **${ticket}** did not reach the technicians.${directly(contacts)}`,
  wordsStillStand: (ticket: string, contacts: string[]) =>
    `What you deleted on **${ticket}** could not be taken back: the technicians can still read it.${directly(contacts)}`,
  unreachedInPrivate: (platform: PlatformName, contacts: string[]) =>
    `I could not write to you in a direct message. Open this app in ${platformNames[platform]}, or add it there if you do not have it, and write to me in its chat.${contacts.length > 0 ? ` Or reach us directly: ${contacts.join(", ")}.` : ""}`,
  closedUnanswered: (ticket: string) =>
    `I've closed **${ticket}** because there was no answer. Write \`open a ticket: …\` if you still need help.`,
  added: (ticket: string, elsewhere: PlatformName | undefined) =>
    `Added to **${ticket}**.${elsewhere ? ` What is answered comes to you in ${platformNames[elsewhere]}, where you asked.` : ""}`,
  cancelled: (ticket: string) => `**${ticket}** is cancelled.`,
  remind: (ticket: string) =>
    `The technicians are waiting for your answer on **${ticket}**. Just write it here.`,
  rate: "How was the help?",
  rated: (ticket: string | undefined) =>
    `Thank you for telling us${ticket ? ` how **${ticket}** went` : ""}.`,
  delayed: (ticket: string) =>
    `We're sorry: **${ticket}** is taking longer than we promised. The team lead hears of it too.`,

  openedByOther: (name: string) => `${plain(name)} asked for this.`,
  openedFor: (ticket: string, name: string) => `I've opened ticket **${ticket}** for ${plain(name)}.`,
  openedDirectly: (ticket: string) => `I've opened ticket **${ticket}**. I write to you in a direct message.`,
  merged: (ticket: string, into: string) =>
    `Your ticket **${ticket}** is about the same as **${into}**: we go on there. Write here or there.`,
  goesOnAs: (ticket: string, into: string) => `Nothing changed: ${ticket} goes on as **${into}**.`,
  cannotMerge: {
    unknown: (written: string) => `There is no ticket ${plain(written)} that this one could go into.`,
    itself: "A ticket cannot be merged into itself.",
    closed: (ticket: string) => `${ticket} is closed. Reopen it first.`,
    incident: (ticket: string) =>
      `${ticket} and this one are not both incidents. A report joins an incident with _Incident…_.`,
    other: (ticket: string) =>
      `${ticket} is somebody else's. Only tickets of one requester can be merged: each of two people is owed an answer. If both have the same problem, make it an incident with _Incident…_.`,
  },
  componentSet: (component: string, by: string) =>
    `${plain(by)} says that this is about **${plain(component)}**. Its own people come in with _Escalate…_ or _Assign…_.`,
  siteSet: (site: string, by: string) => `${plain(by)} says that this is at **${plain(site)}**.`,
  kindSet: (kind: KindName, by: string) =>
    `${plain(by)} says that this is ${kind === "incident" || kind === "enhancement" ? "an" : "a"} **${kind}**.`,
  runsNow: (by: string) =>
    `this was on the list of enhancements. ${by} says that it is more than that: its clocks run from now.`,
  staysOnList: (ticket: string) =>
    `${ticket} is an enhancement: it stays on the list and is not escalated. If it is more than that, choose another kind with *Kind…* first.`,
  criterionMet: (ticket: string, criteria: string[], priority: string | undefined) =>
    `${ticket} now meets ${listed(criteria.map((key) => `"${key}"`))} of the escalation plan${priority ? `: its priority is **${priority}**` : ""}.`,
  calledBy: (criterion: string) =>
    `the escalation plan calls you at once for "${criterion}". Please look at this.`,
  cannotAssign: (name: string) =>
    `${plain(name)} is not one of the technicians of the escalation plan, so the ticket stays as it was.`,
  notInvited: (reason: string) =>
    `⚠️ I could not bring them into this channel: ${plain(reason)} They are mentioned here, but may not see it.`,
  threadMoved: "The earlier thread of this ticket is gone: it goes on here.",
  saysThanks: (name: string) => `${plain(name)} says thank you.`,

  proposal: (reports: number, component: string | undefined, names: string[]) =>
    `**${reports} alike reports${component ? ` about ${plain(component)}` : ""}**: ${listed(names)}. Is this one incident? Then it has one thread, and what you say there reaches everybody.`,
  incidentOpened: (incident: string, reports: number) =>
    `**${incident}** is one incident now, of ${reports} reports so far. It goes on in its own thread.`,
  keptApart: (name: string) => `Different matters, says ${plain(name)}.`,
  keptApartAlready:
    "Nothing changed: somebody has said that these are different matters. _Incident…_ on a card makes one of it all the same.",
  incidentThread: (names: string[]) =>
    `It began with ${listed(names)}. What you write here goes to **everybody** who reported it. Begin with \`note:\` for what should stay among technicians. Alike reports join by themselves.`,
  leadOfIncident: (reports: number) => `${reports} alike reports are one incident now.`,
  alikeReports: (reports: number) => `${reports} alike reports within a short time.`,
  isOfIncident: (ticket: string, incident: string) =>
    ticket === incident
      ? `${ticket} is an incident already.`
      : `${ticket} is one of the reports of **${incident}** already.`,
  ofNoIncident: (ticket: string) => `${ticket} stands on its own already.`,
  cannotJoin: (written: string) => `There is no open incident ${plain(written)} that this ticket could join.`,
  joined: (ticket: string, incident: string) =>
    `Others report the same as your ticket **${ticket}**: it is a known problem now, **${incident}**, and is being worked on. You hear here how it goes on.`,
  known: (ticket: string, incident: string) =>
    `This looks like a problem that we know of, **${incident}**: others have it too, and it is being worked on. Your ticket is **${ticket}**, and you hear here how it goes on.`,
  knownTrouble: (what: string, incident: string, since: string) =>
    `⚠️ **${plain(what)}**: a problem is known since ${since} (**${incident}**), and is being worked on.`,
  onReport: (ticket: string) => `On your ticket **${ticket}**:`,
  leftIncident: (ticket: string) => `**${ticket}** is looked at on its own from now on.`,
  incidentGoesOn: (ticket: string) => `It is not over: **${ticket}** is open again, and is being worked on.`,
  notOfAll: "An incident has no single requester: write in the thread to tell or ask everybody.",
  allReporters: (reports: number) =>
    reports === 1 ? "the one who reported it" : `all ${reports} who reported it`,
  reports: (incident: string, reports: number) => `**${reports} reports of ${incident}**, the newest first:`,
  noReports: (incident: string) => `No report of ${incident} is open.`,
  splitOff: (ticket: string) => `The other matter is **${ticket}** now.`,

  textRemoved: "*What was said was removed: the plan keeps texts only for a time.*",
  movedUp: "Not solved within the promised time.",
  takenAlready: (name: string, ticket: string) => `${plain(name)} has taken ${ticket} already.`,
  alreadyDone: (ticket: string, status: string) =>
    `Nothing changed: ${ticket} is ${status.toLowerCase()} by now.`,
  noTierAbove: (ticket: string) => `There is no tier above this one for ${ticket} in the escalation plan.`,
  closedThread: (ticket: string) =>
    `${ticket} is closed: the requester does not get this. Press *Reopen* on the card to go on.`,
  noteFromOutside: "You are not one of this component's technicians, so this stays here as a note.",
  editedNote:
    "The requester does not get this message, also when it is edited. Write it again, as a new message, to send it to them.",
  goesNoMore:
    "This message does not arrive any more, however often it is brought back. Write it again, as a new message.",
  goesOut: (name: string, seconds: number) => `Goes to ${plain(name)} in ${seconds} s.`,
  replyFailed: (reason: string, contact: string | undefined) =>
    `⚠️ This reply did not reach the requester: ${plain(reason)}${contact ? ` Reach them at ${plain(contact)} instead.` : ""}`,
  requesterUnreached: (reason: string, contact: string | undefined) =>
    `⚠️ The requester does not get what I write to them: ${plain(reason)}${contact ? ` Reach them at ${plain(contact)} instead.` : ""}`,
  replyStillStands: (reason: string, contact: string | undefined) =>
    `⚠️ A deleted reply could not be taken back: ${plain(reason)} The requester can still read it.${contact ? ` Reach them at ${plain(contact)}.` : ""}`,
  warned: (ticket: string, promise: string, by: string) => `${ticket}: ${promise} is due ${by}.`,
  breached: (ticket: string, promise: string, by: string) =>
    `${ticket}: ${promise} was due ${by} and is late.`,
  vendorWarned: ({ ticket, vendor, within, by }: VendorsPromise) =>
    `${ticket}: ${vendor} has not answered yet. They promise to within ${within}, by ${by}.`,
  vendorSilent: ({ ticket, vendor, within }: VendorsPromise) =>
    `${ticket}: ${vendor} has not answered within ${within}. Call them, and ask for whoever is next in charge there.`,
  vendorReached: (contacts: string[], caseNumber: string | undefined) =>
    `${contacts.length > 0 ? ` ${contacts.join(", ")}.` : ""}${caseNumber ? ` Case ${caseNumber}.` : ""}`,
  noVendor: (ticket: string) =>
    `Nothing changed: the escalation plan names no vendor for ${ticket}. Set the component first.`,
  notWithVendor: (ticket: string) => `Nothing changed: ${ticket} is not with a vendor. Escalate it first.`,
  noCaseNumber: (written: string, vendor: string, looks: string) =>
    `Nothing changed: “${plain(excerpt(written, 60))}” is no case number of ${plain(vendor)}. Theirs are ${plain(looks)}.`,
  caseSet: (by: string, vendor: string, caseNumber: string, before: string | undefined) =>
    `${plain(by)}: ${plain(vendor)} works on this as case **${plain(caseNumber)}**${before === undefined ? "" : `, not ${plain(before)}`}.`,
  packetDraft: (vendor: string) =>
    `**A packet for ${plain(vendor)}.** Names, addresses and numbers of people are taken out as far as I know them: please read it once more. I send nothing: copy it to them, and say so here.`,
  packetStale:
    "Nothing changed: this was noted already, or the ticket has changed since. Press *Vendor packet* again.",
  packetSent: (by: string, vendor: string) => `${plain(by)} has sent this to ${plain(vendor)}:`,
  approvalAsked: (trainee: string, requester: string) =>
    `please look at this reply of ${trainee} to ${requester} before it goes out.`,
  approved: (by: string) => `approved by ${by}`,
  approvedEdited: (by: string) => `edited and approved by ${by}`,
  takenOver: (by: string) => `not sent, ${by} takes over`,
  settledAlready:
    "Nothing changed: somebody has settled this reply already, or it was changed. Look at it again in the thread.",
  replyGone: "This reply was taken back by its author.",
  traineeApproves: "A trainee cannot approve replies: a technician who is none does.",
  notTrainee:
    "The requester would read this at once, so a trainee leaves it to others. Write it in the thread as a reply, which waits for approval, or as a note.",
  approvedStays:
    "The requester keeps the reply as it was approved. Write what is to be said as a new message.",
  givenOut: (why: string) => `this ticket is yours (auto: ${why}). Press Take when you begin.`,
  standIn: (name: string, why: string) => `${name} is away, so this ticket is yours now (${why}).`,
  deputy: "as the deputy",
  isLiaison: "liaison of this component",
  servesSite: "serves the site",
  openTickets: (count: number) => `${count === 0 ? "no" : count} open ticket${count === 1 ? "" : "s"}`,
  notAssigned: { full: "Nobody yet: everybody has all they can take", away: "Nobody yet: everybody is away" },
  updateWanted: (ticket: string) =>
    `${ticket}: the requester has had no word for a while. Please write how it stands.`,
  callOnCall: (ticket: string, priority: string) =>
    `you are on call. ${ticket} came outside working hours (${priority.toLowerCase()}): please take it.`,
  callNext: (ticket: string) =>
    `nobody has taken ${ticket} yet, and you are the next to be asked: please take it.`,

  planIsBroken: (errors: number) =>
    `⚠️ The escalation plan was saved with ${errors === 1 ? "an error" : `${errors} errors`}. Until that is mended, the help desk goes on with the plan as it was.`,
  moreErrors: (more: number) =>
    `${more > 0 ? `And ${more} more. ` : ""}\`tierdesk plan check\` shows everything.`,
  planIsRightAgain: "The escalation plan can be read again: it holds from now on as it is written.",
  planLeavesOpen: "What the escalation plan leaves open, as of this night:",
  moreFindings: (more: number) =>
    `${more > 0 ? `And ${more} more. ` : ""}You hear of it again when it changes. \`tierdesk plan check --live\` shows how it stands at any time.`,
  reviewDue: (by: string, on: string) =>
    on > by
      ? `The escalation plan **was to be reviewed by ${by}**.`
      : `The escalation plan is to be reviewed by **${by}**${on === by ? ", which is today" : ""}.`,
  afterReview:
    "Go through it: are the people, deputies, vendors and promises still right? Then write the next day into `review_by`. Type `plan` to read it here.",
  articlesNeedYou: "Articles of the knowledge base that need you:",
  articleFails: (failed: number, said: number) =>
    `${failed} of ${said} people who got it still needed help. Does it say what they need first?`,
  brokenLink: (target: string, line: number) => `the link ${target} in line ${line} leads nowhere.`,
  articleReviewDue: (day: string) =>
    `its review was due on ${day}. Read it, mend what has changed, and write the next day as \`review_by\`.`,
  moreArticles: (more: number) =>
    `${more > 0 ? `And ${more} more. ` : ""}You hear of what stands again in four weeks. \`tierdesk kb health\` shows everything.`,
  ownerUnreached: (reason: string) =>
    `looks after the escalation plan, and could not be reached in a direct message: ${reason} What was for them stands here instead.`,
  summaryOf: (question: string) => excerpt(question, 120),
};
