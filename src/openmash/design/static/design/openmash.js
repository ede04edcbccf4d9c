// What the pages do more of when scripts run. Everything here works without it, only slower.
import { initAll as startGovuk } from "./vendor/govuk-frontend.min.js";
import { initAll as startMoj } from "./vendor/moj-frontend.min.js";
import { startAutosave } from "./autosave.js";

const announcer = () => document.getElementById("om-announce");

/** Say something in the polite live region, also when it is the same words as before. */
export function announce(words) {
  const region = announcer();
  if (!region || !words) return;
  region.textContent = "";
  window.setTimeout(() => {
    region.textContent = words;
  }, 50);
}

/** A lexicon word is a link without scripts; with them it opens its meaning where it stands. */
function startLexicon(scope) {
  scope.querySelectorAll("a.om-lex[data-lex]").forEach((link) => {
    const meaning = document.getElementById(link.dataset.lex);
    if (!meaning) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "om-lex";
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", meaning.id);
    const show = (isOpen) => {
      meaning.hidden = !isOpen;
      button.setAttribute("aria-expanded", String(isOpen));
    };
    const close = (event) => {
      if (event.key !== "Escape" || meaning.hidden) return;
      show(false);
      button.focus();
    };
    button.addEventListener("click", () => {
      show(meaning.hidden);
      // It stands after the paragraph: who hears the page need not go looking for it.
      if (!meaning.hidden) announce([...meaning.children].slice(0, -1).map((line) => line.textContent).join(" "));
    });
    button.addEventListener("keydown", close);
    meaning.addEventListener("keydown", close);
    link.replaceWith(button);
  });
}

/** Lay a wording over what was written: at its place, or where the words stand by now. */
function takeWording(offer) {
  const field = offer.form?.elements.namedItem(offer.dataset.field);
  if (!field) return;
  const { said, take } = offer.dataset;
  const stands = field.value.startsWith(said, Number(offer.dataset.at));
  const at = stands ? Number(offer.dataset.at) : field.value.indexOf(said);
  if (at < 0) return announce("Those words are no longer there. Nothing was changed.");
  field.setRangeText(take, at, at + said.length, "select");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  announce(`Changed to: ${take}`);
}

/** A plainer wording is taken or left where one writes. Nothing changes unless it is pressed. */
function startPlainWords() {
  document.addEventListener("click", (event) => {
    const offer = event.target.closest(".om-plainly__offers [data-take], .om-plainly__offers [data-leave]");
    if (!offer) return;
    event.preventDefault();
    const place = offer.closest(".om-plainly");
    if ("take" in offer.dataset) takeWording(offer);
    else {
      announce("Kept as you wrote it.");
      place.querySelector("button")?.focus();
    }
    offer.closest(".om-lexbox")?.remove();
  });
}

/** What this device remembers of a reader's folding; nothing where it may not remember. */
const folding = {
  read(key) {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key, folded) {
    try {
      if (folded) window.localStorage.setItem(key, "folded");
      else window.localStorage.removeItem(key);
    } catch {
      // It opens again next time.
    }
  },
};

/**
 * GOV.UK's radios say aria-expanded, which the role does not allow (axe: aria-allowed-attr). What
 * they reveal follows the answer at once, and aria-controls names it.
 */
function startRadios() {
  const settle = () =>
    document
      .querySelectorAll(".govuk-radios__input[aria-expanded]")
      .forEach((radio) => radio.removeAttribute("aria-expanded"));
  settle();
  document.addEventListener("click", settle);
  window.addEventListener("pageshow", settle);
  document.body.addEventListener("htmx:afterSettle", settle);
}

/** The handbook stands open at first; on a phone it stays as its reader last left it. */
function startHandbook(scope) {
  const narrow = window.matchMedia("(max-width: 999px)");
  scope.querySelectorAll("details.om-handbook__fold[data-fold]").forEach((fold) => {
    const key = `om-fold:${fold.dataset.fold}`;
    if (narrow.matches && folding.read(key)) fold.open = false;
    fold.addEventListener("toggle", () => folding.write(key, !fold.open));
  });
}

/** Keys that choose an answer (S, D, C), where a page offers them with data-key. */
function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input[type=text], input:not([type]), textarea, select")) return;
    const choice = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!choice) return;
    choice.click();
    choice.focus();
    event.preventDefault();
  });
}

/** One press is one answer: a second press while the first is on its way does nothing. */
function startSendingOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    announce("Sending");
    // A line that stays silent must not lock the form for good.
    window.setTimeout(() => delete form.dataset.sent, 15000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
}

/** On paper nothing is folded away. */
function startPrinting() {
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((details) => (details.open = true));
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((details) => (details.open = false));
  });
}

/** Arrivals by htmx: their words are announced, their components started. */
function startArrivals() {
  document.body.addEventListener("announce", (event) => announce(event.detail.value));
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const arrived = event.detail.elt;
    startWithin(arrived);
    const words = arrived.dataset.announce ?? arrived.querySelector("[data-announce]")?.dataset.announce;
    announce(words);
    arrived.querySelector(".govuk-error-summary")?.focus();
  });
  document.body.addEventListener("htmx:sendError", () => {
    announce("Not connected. Nothing was changed. Try again when the line is back.");
  });
}

function startWithin(scope) {
  startGovuk({ scope });
  startMoj({ scope });
  startLexicon(scope);
  startHandbook(scope);
  startAutosave(scope);
}

startWithin(document);
startKeys();
startPlainWords();
startSendingOnce();
startPrinting();
startArrivals();
startRadios();
