// Is what Slack sends stored before it is acknowledged, and is nothing lost or doubled?
import type { DeskEvent } from "../../../src/desk/events";
import type { Installations } from "../../../src/platforms/slack/options";
import type { Workspace } from "../../../src/platforms/slack/workspaces";
import { TEAM, createBench, fakeWorkspace, fakeWorkspaces, payload, refusal } from "./receiving-setup";
import { testOptions, trouble } from "./receiving-setup";

const away = async () => {
  throw new Error("The database is away, and someone wrote: Secret words");
};

const benchOf = (workspace: Workspace = fakeWorkspace(), ...rest: [ReturnType<typeof testOptions>?]) =>
  createBench(fakeWorkspaces(workspace), ...rest);

describe("an event", () => {
  test("is stored, then acknowledged", async () => {
    const bench = benchOf();
    await bench.give(payload("direct-message"));
    expect(bench.order).toEqual(["stored", "acknowledged"]);
  });

  test("that cannot be stored is not acknowledged", async () => {
    const bench = createBench(fakeWorkspaces(fakeWorkspace()), testOptions(), away);
    await expect(bench.give(payload("direct-message"))).rejects.toThrow();
    expect(bench.answers).toEqual([]);
  });

  test("that the desk does not need is acknowledged all the same", async () => {
    const bench = benchOf();
    await bench.give(payload("channel-chatter"));
    expect(bench.order).toEqual(["acknowledged"]);
  });

  test("of a workspace without the app is acknowledged and told the operator once", async () => {
    const options = testOptions();
    const bench = createBench(fakeWorkspaces(), options);
    await bench.give(payload("direct-message"));
    await bench.give(payload("direct-reply"));
    expect(bench.order).toEqual(["acknowledged", "acknowledged"]);
    expect(options.logged.map(({ event }) => event)).toEqual(["slack.not_installed"]);
  });

  test("that mentions somebody whom Slack cannot tell now is not lost", async () => {
    const asked: unknown[] = [];
    const workspace = fakeWorkspace({
      "users.info": ({ user }) => {
        asked.push(user);
        if (user === "U0BEN") throw refusal("ratelimited");
        return { user: { team_id: TEAM, profile: { real_name: "Ana Lopez" } } };
      },
    });
    const bench = benchOf(workspace);
    await bench.give(payload("direct-message-with-mention-of-colleague"));
    expect(asked).toEqual(expect.arrayContaining(["U0ANA", "U0BEN"]));
    expect(bench.events).toMatchObject([
      { type: "message_posted", by: { name: "Ana Lopez" }, text: expect.stringMatching(/^@somebody had it/) },
    ]);
    expect(bench.answers).toEqual([undefined]);
  });

  test("is not acknowledged while nobody can tell whether the app is installed", async () => {
    const workspaces = { ...fakeWorkspaces(), of: () => Promise.reject(trouble()) };
    const bench = createBench(workspaces);
    await expect(bench.give(payload("direct-message"))).rejects.toThrow();
    expect(bench.answers).toEqual([]);
  });

  test("never overtakes an earlier one of the same chat, however long that takes", async () => {
    let known = () => {};
    const asked = new Promise<void>((resolve) => (known = resolve));
    const slow = fakeWorkspace({ "users.info": () => asked.then(() => ({ user: { team_id: TEAM } })) });
    const bench = benchOf(slow);
    const both = [bench.give(payload("direct-message")), bench.give(payload("direct-deleted"))];
    known();
    await Promise.all(both);
    expect(bench.events.map(({ type }) => type)).toEqual(["message_posted", "message_deleted"]);
  });

  test("goes on after an earlier one of the same chat has failed", async () => {
    let isAway = true;
    const bench = createBench(fakeWorkspaces(fakeWorkspace()), testOptions(), async () => {
      if (isAway) await away();
    });
    const first = bench.give(payload("direct-message")).catch(() => (isAway = false));
    await Promise.all([first, bench.give(payload("direct-reply"))]);
    expect(bench.events.map(({ id }) => id)).toEqual([`slack/${TEAM}/D0ANA/1769500860.000200/posted`]);
  });

  test("that is refused for its token makes us look for another one", async () => {
    const workspaces = fakeWorkspaces(
      fakeWorkspace({
        "users.info": () => {
          throw refusal("token_revoked");
        },
      }),
    );
    await expect(createBench(workspaces).give(payload("direct-message"))).rejects.toThrow();
    expect(workspaces.forgotten).toEqual([TEAM]);
  });
});

describe("what people see at once", () => {
  const methods = (workspace: ReturnType<typeof fakeWorkspace>) =>
    workspace.calls.map(({ method }) => method);

  test("somebody who asks directly sees that they are being looked after", async () => {
    const workspace = fakeWorkspace();
    const bench = benchOf(workspace);
    await bench.give(payload("direct-reply"));
    await bench.idle();
    expect(workspace.calls).toContainEqual({
      method: "assistant.threads.setStatus",
      arguments: expect.objectContaining({ channel_id: "D0ANA", thread_ts: "1769500801.000100" }),
    });
  });

  test("an empty chat offers the most asked questions", async () => {
    const workspace = fakeWorkspace();
    const long = `How do I ${"really ".repeat(20)}print?`;
    const options = testOptions({ promptsFor: async () => ["One?", long, "Three?", "Four?", "Five?"] });
    const bench = createBench(fakeWorkspaces(workspace), options);
    await bench.give(payload("chat-opened"));
    await bench.idle();
    const prompts = workspace.calls[0]?.arguments["prompts"] as { title: string; message: string }[];
    expect(prompts.map(({ message }) => message)).toEqual(["One?", long, "Three?", "Four?"]);
    expect(prompts.every(({ title }) => title.length <= 75)).toBe(true);
  });

  test("a failure there loses nothing, and is told once", async () => {
    const refuse = () => {
      throw refusal("missing_scope");
    };
    const options = testOptions();
    const workspace = fakeWorkspace({ "assistant.threads.setStatus": refuse });
    const bench = benchOf(workspace, options);
    await bench.give(payload("direct-message"));
    await bench.give(payload("direct-reply"));
    await bench.idle();
    expect(bench.events).toHaveLength(2);
    expect(options.logged.filter(({ event }) => event === "slack.status_not_shown")).toHaveLength(1);
  });

  test("nothing is shown where nobody asked the help desk", async () => {
    const workspace = fakeWorkspace();
    const bench = benchOf(workspace);
    await bench.give(payload("private-channel-thread-reply"));
    await bench.idle();
    expect(methods(workspace)).not.toContain("assistant.threads.setStatus");
  });
});

describe("a press", () => {
  test("is stored, then acknowledged; not stored, it is not", async () => {
    const bench = benchOf();
    await bench.give(payload("press-on-card"));
    expect(bench.order).toEqual(["stored", "acknowledged"]);
    const failing = createBench(fakeWorkspaces(fakeWorkspace()), testOptions(), away);
    await expect(failing.give(payload("press-on-card"))).rejects.toThrow();
    expect(failing.answers).toEqual([]);
  });

  test.each(["press-that-opens-form", "press-in-menu"])(
    "%s: acknowledged, and its form comes up",
    async (name) => {
      const workspace = fakeWorkspace();
      const bench = benchOf(workspace);
      await bench.give(payload(name));
      await bench.idle();
      expect(bench.order).toEqual(["acknowledged"]);
      expect(workspace.calls).toEqual([
        {
          method: "views.open",
          arguments: {
            trigger_id: "9876543210.123456.abcdef",
            view: expect.objectContaining({ type: "modal", callback_id: "tierdesk_form" }),
          },
        },
      ]);
    },
  );

  test("whose form is not there any more goes to the desk, which knows what to say", async () => {
    const bench = benchOf(fakeWorkspace(), testOptions({ formFor: () => undefined }));
    await bench.give(payload("press-that-opens-form"));
    expect(bench.events).toEqual([
      expect.objectContaining({ type: "button_pressed", press: { action: "resolve", ticket: 12 } }),
    ]);
  });

  test("whose form has nothing to choose from goes to the desk; what need not be chosen is left out", async () => {
    const choice = { name: "component", label: "About?", kind: "choice" as const, options: [] };
    const words = { name: "text", label: "Words", kind: "text" as const, required: true };
    const opens = async (required: boolean) => {
      const workspace = fakeWorkspace();
      const form = { title: "A form", submit: "Set", fields: [words, { ...choice, required }] };
      const bench = benchOf(workspace, testOptions({ formFor: () => form }));
      await bench.give(payload("press-that-opens-form"));
      await bench.idle();
      const shown = workspace.calls.find(({ method }) => method === "views.open")?.arguments["view"];
      const blocks = (shown as { blocks: { block_id: string }[] } | undefined)?.blocks;
      return { events: bench.events, fields: blocks?.map((block) => block.block_id) };
    };
    expect(await opens(true)).toMatchObject({ events: [{ type: "button_pressed" }], fields: undefined });
    expect(await opens(false)).toEqual({ events: [], fields: ["text"] });
  });

  test.each(["invalid_arguments", "view_too_large", "missing_scope"])(
    "whose form Slack will never open is not to be tried again: %s",
    async (error) => {
      const refuse = () => {
        throw refusal(error);
      };
      const workspace = fakeWorkspace({ "views.open": refuse });
      const bench = benchOf(workspace);
      await bench.give(payload("press-that-opens-form"));
      await bench.idle();
      const said = workspace.calls.at(-1);
      expect(said?.method).toBe("chat.postEphemeral");
      expect(said?.arguments["text"]).toMatch(/cannot open this form\..*look after the help desk/);
      expect(said?.arguments["text"]).not.toContain("try again");
    },
  );

  test("whose form does not come up is answered with a word for the person alone", async () => {
    const refuse = () => {
      throw refusal("expired_trigger_id");
    };
    const workspace = fakeWorkspace({ "views.open": refuse });
    const bench = benchOf(workspace);
    await bench.give(payload("press-that-opens-form"));
    await bench.idle();
    expect(workspace.calls[1]).toEqual({
      method: "chat.postEphemeral",
      arguments: { channel: "C0TIER2", user: "U0TECH", text: expect.stringContaining("Please try again.") },
    });
  });
});

describe("a form", () => {
  test("is stored, then closed", async () => {
    const bench = benchOf();
    await bench.give(payload("form-sent"));
    expect(bench.order).toEqual(["stored", "acknowledged"]);
    expect(bench.answers).toEqual([undefined]);
  });

  test("with a mistake stays open and says what to put right", async () => {
    const bench = benchOf();
    await bench.give(payload("form-sent-empty"));
    expect(bench.answers).toEqual([{ response_action: "errors", errors: { text: "Please fill this in." } }]);
  });

  test("that cannot be stored stays open with what was typed", async () => {
    const options = testOptions();
    const bench = createBench(fakeWorkspaces(fakeWorkspace()), options, away);
    await bench.give(payload("form-sent"));
    expect(bench.answers).toEqual([
      { response_action: "errors", errors: { text: "I could not save this just now. Please press again." } },
    ]);
    expect(JSON.stringify(options.logged)).not.toMatch(/Secret|Please try/);
  });

  test.each(["U0ROBOT", "U0LEFT", "USLACKBOT"])(
    "for somebody who does nothing here is to be put right at that field: %s",
    async (user) => {
      const body = payload("form-sent");
      const { state } = body["view"] as {
        state: { values: { on_behalf: { value: { selected_user: string } } } };
      };
      state.values.on_behalf.value.selected_user = user;
      const bench = benchOf();
      await bench.give(body);
      expect(bench.answers).toEqual([
        { response_action: "errors", errors: { on_behalf: "Choose somebody who works here." } },
      ]);
      expect(bench.events).toEqual([]);
    },
  );

  test("that is not there any more says so, and not to try again", async () => {
    const bench = benchOf(fakeWorkspace(), testOptions({ formFor: () => undefined }));
    await bench.give(payload("form-sent"));
    const [answer] = bench.answers;
    expect(JSON.stringify(answer)).toContain("not available any more");
    expect(JSON.stringify(answer)).not.toMatch(/again\b/);
  });

  test("that was forged for somebody else's chat is refused", async () => {
    const bench = benchOf();
    await bench.give(payload("form-with-forged-note"));
    expect(bench.answers).toEqual([
      { response_action: "errors", errors: { text: expect.stringContaining("not available any more") } },
    ]);
  });

  test.each(["", "null", "[]", "{}", '{"press":"x","channel":"C0TIER2"}', '{"press":1}'])(
    "with the note %j of no version of ours is refused",
    async (note) => {
      const body = payload("form-sent");
      (body["view"] as { private_metadata: string }).private_metadata = note;
      const bench = benchOf();
      await bench.give(body);
      expect(bench.events).toEqual([]);
      expect(bench.answers).toEqual([expect.objectContaining({ response_action: "errors" })]);
    },
  );

  test("opened by a press remembers where that was", async () => {
    const workspace = fakeWorkspace();
    const bench = benchOf(workspace);
    await bench.give(payload("press-that-opens-form"));
    await bench.idle();
    const opened = workspace.calls[0]?.arguments["view"] as { private_metadata: string } | undefined;
    const body = payload("form-sent");
    (body["view"] as { private_metadata: string }).private_metadata = opened?.private_metadata ?? "";
    await bench.give(body);
    expect(bench.events[0]).toMatchObject({
      in: { kind: "channel", id: "C0TIER2", workspace: TEAM },
      press: { action: "resolve", ticket: 12 },
    });
  });
});

describe("a command", () => {
  test("that cannot be stored is answered, as Slack sends it only once", async () => {
    const options = testOptions();
    const bench = createBench(fakeWorkspaces(fakeWorkspace()), options, away);
    await bench.give(payload("command-in-channel"));
    expect(bench.answers).toEqual(["I could not save this just now. Please send it again."]);
    expect(JSON.stringify(options.logged)).not.toContain("Secret");
  });

  test("that is stored is acknowledged without a word", async () => {
    const bench = benchOf();
    await bench.give(payload("command-in-channel"));
    expect(bench.order).toEqual(["stored", "acknowledged"]);
    expect(bench.answers).toEqual([undefined]);
  });
});

describe("a shortcut", () => {
  type Shown = { blocks: { block_id: string; element: Record<string, unknown> }[]; private_metadata: string };
  const shownBy = (workspace: ReturnType<typeof fakeWorkspace>) =>
    workspace.calls.find(({ method }) => method === "views.open")?.arguments["view"] as Shown;
  const fieldOf = (view: Shown, name: string) =>
    view.blocks.find((block) => block.block_id === name)?.element;

  test("opens an empty form", async () => {
    const workspace = fakeWorkspace();
    const bench = benchOf(workspace);
    await bench.give(payload("shortcut-global"));
    await bench.idle();
    expect(bench.order).toEqual(["acknowledged"]);
    expect(fieldOf(shownBy(workspace), "text")).not.toHaveProperty("initial_value");
  });

  test("on somebody's message opens a form with its words, its author and its link", async () => {
    const workspace = fakeWorkspace();
    const bench = benchOf(workspace);
    await bench.give(payload("shortcut-on-message"));
    await bench.idle();
    const view = shownBy(workspace);
    expect(fieldOf(view, "text")?.["initial_value"]).toBe("@Ben Okafor the beamer is <dead>");
    expect(fieldOf(view, "on_behalf")?.["initial_user"]).toBe("U0ANA");
    expect(view.private_metadata).toContain(
      "https://lakeside.slack.com/archives/C0GENERAL/p1769501300000100",
    );
  });

  test("on one's own message is for nobody else, and does without a link that Slack does not tell", async () => {
    const refuse = () => {
      throw refusal("message_not_found");
    };
    const workspace = fakeWorkspace({ "chat.getPermalink": refuse });
    const bench = benchOf(workspace);
    const body = payload("shortcut-on-message");
    (body["message"] as { user: string }).user = "U0BEN";
    (body["message"] as { text: string }).text = "x".repeat(4_000);
    await bench.give(body);
    await bench.idle();
    const view = shownBy(workspace);
    expect(fieldOf(view, "on_behalf")).not.toHaveProperty("initial_user");
    expect(fieldOf(view, "text")?.["initial_value"]).toHaveLength(3_000);
    expect(view.private_metadata).not.toContain("https");
  });

  test("without a form any more goes to the desk", async () => {
    const bench = benchOf(fakeWorkspace(), testOptions({ formFor: () => undefined }));
    await bench.give(payload("shortcut-global"));
    expect(bench.events).toEqual([
      expect.objectContaining({ type: "button_pressed", press: { action: "open_ticket" } }),
    ]);
  });
});

describe("a workspace that leaves", () => {
  const installed = () => {
    const removed: string[] = [];
    const installations: Installations = {
      save: async () => {},
      find: async () => undefined,
      remove: async (team) => void removed.push(team),
    };
    const access = { clientId: "1", clientSecret: "2", stateSecret: "3", installations };
    return { removed, options: testOptions({ access }) };
  };
  const revoked = () => {
    throw refusal("token_revoked");
  };

  test.each(["app-uninstalled", "tokens-revoked"])("is forgotten: %s", async (name) => {
    const { removed, options } = installed();
    const workspaces = fakeWorkspaces(fakeWorkspace({ "auth.test": revoked }));
    const bench = createBench(workspaces, options);
    await bench.give(payload(name));
    expect(removed).toEqual([TEAM]);
    expect(workspaces.forgotten).toContain(TEAM);
    expect(bench.order).toEqual(["acknowledged"]);
  });

  test("but has come back before the news reached us is kept", async () => {
    const { removed, options } = installed();
    await createBench(fakeWorkspaces(fakeWorkspace()), options).give(payload("app-uninstalled"));
    expect(removed).toEqual([]);
  });

  test("is told again while Slack cannot say whether the token holds", async () => {
    const { removed, options } = installed();
    const unsure = () => {
      throw trouble();
    };
    const bench = createBench(fakeWorkspaces(fakeWorkspace({ "auth.test": unsure })), options);
    await expect(bench.give(payload("app-uninstalled"))).rejects.toThrow();
    expect(removed).toEqual([]);
    expect(bench.answers).toEqual([]);
  });

  test("is not forgotten when only a person's token was revoked", async () => {
    const { removed, options } = installed();
    await createBench(fakeWorkspaces(fakeWorkspace({ "auth.test": revoked })), options).give(
      payload("user-tokens-revoked"),
    );
    expect(removed).toEqual([]);
  });
});

test("two workspaces stay apart", async () => {
  const other = fakeWorkspace({}, "T0HILLTOP");
  const bench = createBench(fakeWorkspaces(fakeWorkspace(), other));
  const body = payload("direct-message");
  body["authorizations"] = [{ team_id: "T0HILLTOP", user_id: "U0HELPDESK" }];
  await bench.give(body);
  await bench.give(payload("direct-message"));
  expect(bench.events.map((event: DeskEvent) => event.id.split("/")[1])).toEqual(["T0HILLTOP", TEAM]);
});
