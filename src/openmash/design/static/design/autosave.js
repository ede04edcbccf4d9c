// Drafts keep themselves. A form with data-autosave="address" is sent there two seconds after the
// last key. While the line is lost its words are kept on this device under the draft's own key
// (data-autosave-key), and leave the device as soon as the hub has them.
//
// The hub answers 2xx when it has saved (JSON {"saved_at": "14:08", "version": "7"} if it likes,
// otherwise the device's clock is read), 409 when somebody else changed the draft meanwhile.
// Words kept on this device come back by themselves only where the hub's draft is still the one
// they were written on (data-version); otherwise they are offered, never laid over newer words.

const IDLE_MS = 2000;
const RETRY_MS = 15000;
const NEVER_KEPT = new Set(["csrfmiddlewaretoken"]);

const clock = () =>
  new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

class Draft {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.key = `om-draft:${form.dataset.autosaveKey || this.address}`;
    this.sign = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
    this.savedAt = this.sign?.dataset.saved || "";
    this.version = this.sign?.dataset.version || "";
    this.timer = null;
    this.changes = 0;
  }

  start() {
    this.bringBack();
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", () => window.clearTimeout(this.timer));
    window.addEventListener("online", () => this.kept() && this.save());
  }

  changed() {
    this.changes += 1;
    this.later(IDLE_MS);
  }

  later(wait) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), wait);
  }

  async save() {
    const asOf = this.changes;
    this.say("saving", "Saving");
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body: this.words(),
        headers: { Accept: "application/json", "X-Autosave": "yes" },
        credentials: "same-origin",
        redirect: "manual",
      });
      if (answer.status === 409) this.conflict();
      else if (answer.ok) await this.saved(answer, asOf);
      else if (answer.type === "opaqueredirect" || answer.status === 401) this.signedOut();
      else this.lost();
    } catch {
      this.lost();
    }
  }

  /** Files are left to the form's own button: they are large, and cannot be kept here. */
  words() {
    const words = new FormData(this.form);
    for (const [name, value] of [...words.entries()]) {
      if (value instanceof File) words.delete(name);
    }
    return words;
  }

  async saved(answer, asOf) {
    let told = {};
    if (answer.headers.get("Content-Type")?.includes("json")) told = await answer.json();
    this.savedAt = told.saved_at || clock();
    this.version = String(told.version ?? this.version);
    if (asOf !== this.changes) return this.later(IDLE_MS);
    this.forget();
    return this.say("saved", `Saved at ${this.savedAt}`);
  }

  lost() {
    this.keep();
    this.say("lost", `Not connected. What you typed is kept on this device.${this.lastSaved()}`);
    this.later(RETRY_MS);
  }

  signedOut() {
    this.keep();
    this.say(
      "lost",
      "You are signed out. What you typed is kept on this device. Sign in, and open this page again." +
        this.lastSaved(),
    );
  }

  conflict() {
    this.keep();
    this.say(
      "conflict",
      "Somebody else changed this while you wrote. What you typed is kept on this device. " +
        "Open this page again to see both.",
    );
  }

  lastSaved() {
    return this.savedAt ? ` Last saved at ${this.savedAt}` : "";
  }

  keep() {
    const words = [...this.words().entries()].filter(([name]) => !NEVER_KEPT.has(name));
    try {
      window.localStorage.setItem(this.key, JSON.stringify({ version: this.version, words }));
    } catch {
      // A full or forbidden store: the words still stand in the form.
    }
  }

  kept() {
    try {
      return JSON.parse(window.localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    try {
      window.localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }

  bringBack() {
    const kept = this.kept();
    if (!kept?.words) return;
    if (kept.version === this.version) this.lay(kept.words);
    else this.offer(kept.words);
  }

  offer(words) {
    this.say(
      "conflict",
      "This draft has changed since you wrote without a connection. Your words are kept on this device.",
    );
    const button = document.createElement("button");
    button.type = "button";
    button.className = "om-link-button";
    button.textContent = "Put my words in instead";
    button.addEventListener("click", () => {
      button.remove();
      this.lay(words);
    });
    this.sign?.append(" ", button);
  }

  lay(words) {
    const byName = new Map();
    words.forEach(([name, value]) => byName.set(name, [...(byName.get(name) ?? []), value]));
    [...this.form.elements].forEach((field) => this.fill(field, byName));
    this.say("saving", "What you typed without a connection is back. Saving");
    this.changed();
  }

  fill(field, byName) {
    if (!field.name || NEVER_KEPT.has(field.name) || field.type === "file") return;
    const values = byName.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.tagName === "SELECT" && field.multiple) {
      [...field.options].forEach((option) => (option.selected = values.includes(option.value)));
    } else if (values.length && field.type !== "hidden" && field.type !== "submit") {
      field.value = values.shift();
    }
  }

  say(state, words) {
    if (!this.sign) return;
    const place = this.sign.querySelector("[data-saved-words]") ?? this.sign;
    this.sign.className = `om-saved om-saved--${state}`;
    if (place.textContent !== words) place.textContent = words;
  }
}

export function startAutosave(scope) {
  const forms = [...scope.querySelectorAll("form[data-autosave]")];
  if (scope.matches?.("form[data-autosave]")) forms.push(scope);
  forms.forEach((form) => {
    if (form.dataset.autosaving) return;
    form.dataset.autosaving = "yes";
    new Draft(form).start();
  });
}
