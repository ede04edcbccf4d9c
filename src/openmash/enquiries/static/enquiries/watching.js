// The jigsaw fills by itself. What the reader holds stays where it is: their place on the page,
// the link they stand on, and what they have unfolded. Without scripts a link looks again.
const LIVE = "jigsaw-live";
let kept = null;

/** Name an element so that its like can be found in the new board. */
function nameOf(element) {
  if (!element) return null;
  if (element.id) return { id: element.id };
  const link = element.closest("a[href]");
  if (!link) return null;
  const like = [...document.querySelectorAll(`#${LIVE} a`)].filter(
    (each) => each.getAttribute("href") === link.getAttribute("href"),
  );
  return { href: link.getAttribute("href"), nth: like.indexOf(link) };
}

function find(name) {
  if (!name) return null;
  if (name.id) return document.getElementById(name.id);
  const like = [...document.querySelectorAll(`#${LIVE} a`)].filter(
    (each) => each.getAttribute("href") === name.href,
  );
  return like[name.nth] ?? null;
}

/** What the reader stands on, or the first named thing in view: it must not move under their eyes. */
function anchor(live, active) {
  if (active) return { top: active.getBoundingClientRect().top };
  const found = [...live.querySelectorAll("[id]")].find(
    (each) => each.getBoundingClientRect().top >= 0,
  );
  return found ? { id: found.id, top: found.getBoundingClientRect().top } : null;
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== LIVE || !event.detail.shouldSwap) return;
  const live = document.getElementById(LIVE);
  const active = live.contains(document.activeElement) ? document.activeElement : null;
  kept = {
    anchor: anchor(live, active),
    focus: nameOf(active),
    open: [...live.querySelectorAll("details")].map((each) => each.open),
  };
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  const live = document.getElementById(LIVE);
  if (!kept || !live || event.detail.target?.id !== LIVE) return;
  live.querySelectorAll("details").forEach((each, index) => {
    each.open = kept.open[index] ?? each.open;
  });
  const standing = find(kept.focus);
  const held = standing ?? (kept.anchor?.id && document.getElementById(kept.anchor.id));
  if (held) window.scrollBy(0, held.getBoundingClientRect().top - kept.anchor.top);
  standing?.focus({ preventScroll: true });
  kept = null;
});
