/**
 * What does each way in which Teams refuses mean for a delivery, and what shall the operator do?
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */

/**
 * In `say`: `{place}` begins a sentence ("The channel 19:…"), `{there}` stands within one, `{code}` is Teams' word. `gone`: nothing can be posted any more in the
 * place's thread, or in all of it; a person's direct chat is never gone for good.
 */
export type FailureRow = {
  retry: "later" | "never";
  say: string;
  gone?: "thread" | "whole";
  afterMs?: number;
};

/** What only a person can put right is asked for seldom, so that Microsoft is not knocked at. */
const BY_HAND_AFTER_MS = 600_000;
/** Teams' own word for "how long" may be missing. */
const BUSY_AFTER_MS = 5_000;

const never = (say: string, gone?: FailureRow["gone"]): FailureRow => ({
  retry: "never",
  say,
  ...(gone && { gone }),
});
const later = (say: string, afterMs?: number): FailureRow => ({
  retry: "later",
  say,
  ...(afterMs !== undefined && { afterMs }),
});

const trouble = later("Teams has trouble of its own ({code}). It is tried again.");
const fault = never(
  "Teams refused the message as faulty ({code}). This is a fault of Tierdesk's: please report it.",
);
const noToken = later(
  "Microsoft does not accept the app's proof of who it is ({code}). Check TEAMS_APP_ID and TEAMS_APP_PASSWORD, or the certificate: it may have run out.",
  BY_HAND_AFTER_MS,
);
const tooBig = never("The message is too big for Teams, even as plain text ({code}). Send a shorter one.");

/** Where the place is a channel, or a thread in one. */
const IN_CHANNEL: Readonly<Record<string, FailureRow>> = {
  BotNotInConversationRoster: never(
    "{place} belongs to a team that does not have the app. Install the app in that team, or name another channel in the plan (tiers.2.channels.teams).",
    "whole",
  ),
  ForbiddenOperationException: never(
    "{place} belongs to a team that does not let the app in. Install the app in that team, or name another channel in the plan (tiers.2.channels.teams).",
    "whole",
  ),
  ConversationBlockedByUser: never(
    "{place} does not let the app post. Allow apps in the channel's moderation settings, or name another channel in the plan.",
    "whole",
  ),
  MessageWritesBlocked: never(
    "{place} takes no messages: its team may be archived. Restore the team, or name another channel in the plan.",
    "whole",
  ),
  ConversationNotFound: never(
    "{place} was not found: it was deleted, or its team does not have the app. Install the app there, or name another channel in the plan (tiers.2.channels.teams).",
    "whole",
  ),
};

/** Where the place is somebody's direct chat. */
const WITH_PERSON: Readonly<Record<string, FailureRow>> = {
  BotNotInConversationRoster: never(
    "{place} cannot be used: this person does not have the app. Install it for them, or reach them another way.",
  ),
  ForbiddenOperationException: never(
    "{place} cannot be used: this person does not have the app. Install it for them, or reach them another way.",
  ),
  ConversationBlockedByUser: never(
    "{place} cannot be used: this person has blocked the app. Reach them another way.",
  ),
  MessageWritesBlocked: never(
    "{place} cannot be used: this person has blocked or removed the app. Reach them another way.",
  ),
  ConversationNotFound: never(
    "{place} was not found: Teams may not know this person any more. Check their id, or reach them another way.",
  ),
};

/** Where the place is a group chat. */
const IN_CHAT: Readonly<Record<string, FailureRow>> = {
  BotNotInConversationRoster: never(
    "{place} does not have the app any more. Somebody in the chat can add it again.",
    "whole",
  ),
  ForbiddenOperationException: never(
    "{place} does not let the app in. Somebody in the chat can add it again.",
    "whole",
  ),
  ConversationBlockedByUser: never(
    "{place} has blocked the app. Somebody in the chat can allow it.",
    "whole",
  ),
  MessageWritesBlocked: never(
    "{place} takes no messages from the app. Somebody in the chat can allow it.",
    "whole",
  ),
  ConversationNotFound: never("{place} was not found: it may have been left or deleted.", "whole"),
};

const THREAD_GONE = never(
  "The thread's first message was deleted in Teams, so nothing can be posted under it any more.",
  "thread",
);

/** Where the place is a thread: the channel may still be there. */
const IN_THREAD: Readonly<Record<string, FailureRow>> = {
  ...IN_CHANNEL,
  ConversationNotFound: THREAD_GONE,
  ActivityNotFoundInConversation: THREAD_GONE,
};

/** Of a message that stands already. */
const OF_MESSAGE: Readonly<Record<string, FailureRow>> = {
  ActivityNotFoundInConversation: never("The message is not there any more: somebody deleted it in Teams."),
  ConversationNotFound: never("The message is not there any more: its conversation was deleted in Teams."),
  NotEnoughPermissions: never("Teams lets nobody but its author change this message."),
};

export const FAILURES_IN = {
  channel: IN_CHANNEL,
  thread: IN_THREAD,
  chat: IN_CHAT,
  person: WITH_PERSON,
  message: OF_MESSAGE,
} as const;

export const FAILURES: Readonly<Record<string, FailureRow>> = {
  // The app
  BotNotRegistered: later(
    "Teams does not know the app. Check TEAMS_APP_ID, and that the bot has the channel Microsoft Teams in Azure.",
    BY_HAND_AFTER_MS,
  ),
  token_refused: noToken,
  token_unreachable: later(
    "Microsoft's sign-in cannot be reached, so the app cannot prove who it is. Check this machine's network.",
  ),
  address_refused: later(
    "The address at which Teams is to be reached is none of Microsoft's, so nothing is sent there. Write to the help desk in Teams once: it learns the right one from that.",
    BY_HAND_AFTER_MS,
  ),
  BotDisabledByAdmin: never(
    "An administrator does not allow the app in {there}. Ask them to allow it in the Teams admin center (Teams apps, Manage apps).",
  ),
  InvalidBotApiHost: later(
    "This organisation is reached at another address of Microsoft's (a government cloud, say). Write to the help desk in Teams once: it learns the right one from that.",
    BY_HAND_AFTER_MS,
  ),
  NotEnoughPermissions: never(
    "Teams does not give the app the right for this in {there}. Look at the app's permissions in the Teams admin center.",
  ),
  ActivityNotFoundInConversation: never("There is no such message in Teams."),

  // Teams' own state
  PreconditionFailed: later("Teams was busy with the same conversation. It is tried again."),
  Throttled: later("Teams asks to send less often. It is tried again.", BUSY_AFTER_MS),
  ServiceError: trouble,
  unreachable: later("Teams cannot be reached. Check this machine's network, and a proxy between."),
  lost: later("Teams did not answer in time, or broke off. It is tried again."),

  // What we sent
  BadArgument: fault,
  BadSyntax: fault,
  MessageSizeTooBig: tooBig,
};

/** By the status, where Teams' word for it is not known. */
export const FAILURES_BY_STATUS: Readonly<Record<number, string>> = {
  400: "BadArgument",
  401: "token_refused",
  403: "ForbiddenOperationException",
  404: "ConversationNotFound",
  408: "ServiceError",
  410: "ConversationNotFound",
  412: "PreconditionFailed",
  413: "MessageSizeTooBig",
  429: "Throttled",
  500: "ServiceError",
  502: "ServiceError",
  503: "ServiceError",
  504: "ServiceError",
};

export const NOT_OFFERED = never("Teams does not offer this ({code}). Nothing else is missing.");

/** What is in no table may pass by itself. */
export const UNKNOWN_FAILURE = later("Teams refused for a reason that Tierdesk does not know ({code}).");
