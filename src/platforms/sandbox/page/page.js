/** What does the page hold? Two people's screens side by side: the requester's and the help desk's. Narrow: one at a time. */
import { html, render, useEffect, useState } from "./draw.js";
import { loadNetwork, loadSetup } from "./api.js";
import { openNetworkDialog } from "./dialogs.js";
import { NetworkIcon } from "./icons.js";
import { connect, useConnection } from "./live.js";
import { Pane } from "./pane.js";

const SIDES = ["left", "right"];

/** In the address, so that a reload or a link shows the same people: ?left=ana&right=dana&show=right */
const fromAddress = (name) => new URLSearchParams(location.search).get(name);

const Page = ({ setup }) => {
  const known = (account, fallback) =>
    setup.people.some((person) => person.account === account) ? account : fallback;
  const firstWith = (role) =>
    setup.people.find((person) => person.role === role)?.account ?? setup.people[0].account;
  const [viewers, setViewers] = useState({
    left: known(fromAddress("left"), firstWith("requester")),
    right: known(fromAddress("right"), firstWith("technician")),
  });
  const [shown, setShown] = useState(fromAddress("show") === "right" ? "right" : "left");
  useEffect(() => {
    history.replaceState(null, "", `?${new URLSearchParams({ ...viewers, show: shown })}`);
  }, [viewers, shown]);
  const nameOf = (side) => setup.people.find(({ account }) => account === viewers[side]).name;
  return html`<${TopBar} setup=${setup} />
    <div class="side-tabs only-narrow" role="group" aria-label="Whose screen">
      ${SIDES.map(
        (side) =>
          html`<button
            type="button"
            key=${side}
            aria-pressed=${shown === side}
            onClick=${() => setShown(side)}
          >
            ${nameOf(side)}
          </button>`,
      )}
    </div>
    <main class="panes" data-shown=${shown}>
      ${SIDES.map(
        (side) =>
          html`<${Pane}
            key=${side}
            side=${side}
            setup=${setup}
            viewer=${viewers[side]}
            onViewer=${(account) => setViewers({ ...viewers, [side]: account })}
          />`,
      )}
    </main>`;
};

const TopBar = ({ setup }) => {
  const [network, setNetwork] = useState({});
  useEffect(() => {
    loadNetwork().then(setNetwork, () => undefined);
  }, []);
  const disturbed = Object.keys(network).length;
  return html`<header class="top">
    <img src="/sandbox/icon.svg" alt="" width="26" height="26" />
    <h1>${setup.helpDeskName}</h1>
    <span class="badge">Sandbox</span>
    <${Connection} />
    <button
      type="button"
      class="button plain network-button ${disturbed > 0 ? "disturbed" : ""}"
      aria-haspopup="dialog"
      onClick=${() => openNetworkDialog(setup.rooms, setNetwork)}
    >
      <${NetworkIcon} /><span>Network${disturbed > 0 && `: ${disturbed} disturbed`}</span>
    </button>
  </header>`;
};

const CONNECTION_WORDS = { lost: "Connection lost. Trying again…", back: "Connected again." };

const Connection = () => {
  const state = useConnection();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    setGone(false);
    const timer = state === "back" && setTimeout(() => setGone(true), 4_000);
    return () => clearTimeout(timer);
  }, [state]);
  return html`<p class="connection" role="status" data-state=${state}>
    ${gone ? "" : CONNECTION_WORDS[state]}
  </p>`;
};

/** The server may still be starting. */
async function start() {
  const host = document.getElementById("page");
  try {
    const setup = await loadSetup();
    document.title = `${setup.helpDeskName} · Sandbox`;
    host.textContent = "";
    render(html`<${Page} setup=${setup} />`, host);
    connect();
  } catch (error) {
    host.querySelector(".loading").textContent = error.message;
    setTimeout(() => void start(), 1_000);
  }
}

void start();
