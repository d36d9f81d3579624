/** What does somebody see who is not signed in, or not any more? */
import { document } from "./frame";
import { html, type Html } from "./html";

const plainPage = (title: string, mount: string, body: Html): string =>
  document(
    title,
    mount,
    html`<body class="door">
      <main id="main">
        <h1>${title}</h1>
        ${body}
      </main>
    </body>`,
  );

const HOW = html`<p>Write <kbd>dashboard</kbd> to the help desk bot in your chat. It sends you a link.</p>`;

export const askTheBot = (mount: string): string =>
  plainPage(
    "The help desk's dashboard",
    mount,
    html`<p>You are not signed in here.</p>
      ${HOW}`,
  );

/**
 * The button is for a person: the previews of chat platforms open links too, and would use this one up. Whose link it is stands there, so
 * that nobody works in another's name by a link they were sent.
 */
export const signInPage = (mount: string, code: string, name: string): string =>
  plainPage(
    "The help desk's dashboard",
    mount,
    html`<p>This link is for ${name} alone and works once.</p>
      <form method="post" action=${`${mount}/sign-in`}>
        <input type="hidden" name="code" value=${code} />
        <button class="main" autofocus>Sign in</button>
      </form>
      <p class="note">You stay signed in on this device for up to 7 days, or 12 hours without a look.</p>`,
  );

export const linkIsUsed = (mount: string): string =>
  plainPage(
    "This link does not work any more",
    mount,
    html`<p>It has been used, or it is older than ten minutes.</p>
      ${HOW}`,
  );

export const notAnyMore = (mount: string): string =>
  plainPage(
    "You cannot see the dashboard any more",
    mount,
    html`<p>
        It is for those who work on tickets, and the escalation plan does not name you now. Ask the person who
        looks after the plan if that is a mistake.
      </p>
      <form method="post" action=${`${mount}/sign-out`}><button>Sign out</button></form>`,
  );

export const signedOut = (mount: string, everywhere: boolean): string =>
  plainPage(
    "You are signed out",
    mount,
    html`<p>${everywhere ? "On this device and all others." : "On this device."}</p>
      ${HOW}`,
  );

export const refused = (mount: string): string =>
  plainPage(
    "That did not come from the dashboard",
    mount,
    html`<p>
        Your browser says that the form came from another place. Open the dashboard anew and try again.
      </p>
      <p><a href=${`${mount}/`}>To the dashboard</a></p>`,
  );

export const tooMany = (mount: string): string =>
  plainPage(
    "Too many links that do not work",
    mount,
    html`<p>Wait a minute, then ask for a new one.</p>
      ${HOW}`,
  );

export const nothingHere = (mount: string): string =>
  plainPage(
    "Nothing here for you",
    mount,
    html`<p>There is no such page or ticket, or it is not one that you work on.</p>
      <p><a href=${`${mount}/`}>To the dashboard</a></p>`,
  );

export const wentWrong = (mount: string): string =>
  plainPage(
    "Something went wrong here",
    mount,
    html`<p>The page could not be made. Try again; the program's log says more.</p>
      <p><a href=${`${mount}/`}>To the dashboard</a></p>`,
  );
