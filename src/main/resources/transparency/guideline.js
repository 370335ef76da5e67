// The page is whole without this: it opens what a link leads into, filters by what is typed, and prints what is folded.

const normal = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function open(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) {
      at.open = true;
    }
  }
}

function reveal() {
  let id;
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const target = id && document.getElementById(id);
  if (!target) {
    return;
  }
  if (target.closest("[hidden]")) {
    clearSearch();
  }
  open(target);
  target.scrollIntoView();
}

const field = document.getElementById("search");
const found = document.getElementById("found");
const groups = [...document.querySelectorAll("[data-group]")];
const items = [...document.querySelectorAll("[data-item]")].map(element => ({
  element,
  kind: element.dataset.item,
  text: normal(element.textContent),
}));

// What the reader had open before the search, to be put back after it.
let before = null;

function folds() {
  return [...document.querySelectorAll("details[data-fold]")];
}

function words() {
  return normal(field.value).split(/\s+/).filter(word => word);
}

function filter() {
  const wanted = words();
  if (wanted.length === 0) {
    restore();
    return;
  }
  before ??= new Map(folds().map(fold => [fold, fold.open]));
  const counts = new Map();
  for (const item of items) {
    const hit = wanted.every(word => item.text.includes(word));
    item.element.hidden = !hit;
    counts.set(item.kind, (counts.get(item.kind) ?? 0) + (hit ? 1 : 0));
  }
  for (const fold of folds()) {
    const hit = holdsAHit(fold);
    fold.hidden = !hit;
    fold.open = hit;
  }
  for (const group of groups) {
    group.hidden = !holdsAHit(group);
  }
  found.textContent = said(counts);
}

const holdsAHit = element => element.querySelector("[data-item]:not([hidden])") !== null;

function said(counts) {
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`);
  return parts.length > 0 ? parts.join(", ") : "Nothing found. Fewer or shorter words find more.";
}

function restore() {
  items.forEach(item => { item.element.hidden = false; });
  groups.forEach(group => { group.hidden = false; });
  before?.forEach((wasOpen, fold) => {
    fold.hidden = false;
    fold.open = wasOpen;
  });
  before = null;
  found.textContent = "";
}

function clearSearch() {
  field.value = "";
  restore();
}

field.closest("[hidden]").hidden = false;
field.addEventListener("input", filter);
field.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    clearSearch();
  }
});
// A browser may have kept the words of the last visit.
if (field.value) {
  filter();
}

addEventListener("hashchange", reveal);
// The same link once more changes no address.
document.addEventListener("click", event => {
  const link = event.target instanceof Element && event.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) {
    reveal();
  }
});
reveal();

const unfolded = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    unfolded.push(details);
  }
});
addEventListener("afterprint", () => {
  unfolded.splice(0).forEach(details => { details.open = false; });
});
