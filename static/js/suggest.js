/* Suggestions while somebody types: topics, titles and words in the first field of the search, places in the second. The form works without them,
   and without this script. Each field becomes an editable combobox with a list (ARIA 1.2): arrows choose, Enter takes, Escape closes, Tab goes on.
   What is typed is sent to the hub alone, by POST, and kept nowhere: not here either. */
const form = document.getElementById("ask");
const [topic, page, word, place] = form?.querySelector("template").content.children ?? [];
const drawings = { topic, page, word, place };
const WAIT = 120;
/* So long a list that has just come lets a finger through that was on its way to what the list now covers. */
const THROUGH = [[{ pointerEvents: "none" }, { pointerEvents: "none" }], 350];

/** An element with attributes and children. */
function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function combobox(input) {
  const list = make("ul", { id: `${input.id}-list`, role: "listbox", class: "offers", "aria-label": form.dataset.offers, hidden: "" });
  const said = make("p", { class: "hidden", role: "status" });
  let offers = [];
  let at = -1;
  let timer;
  let asking = new AbortController();
  input.parentElement.classList.add("offering");
  input.parentElement.append(list, said);
  const plain = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [key, value] of Object.entries(plain)) input.setAttribute(key, value);

  const open = () => !list.hidden;

  function close() {
    clearTimeout(timer);
    asking.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    said.textContent = "";
    point(-1);
  }

  /** The option that the arrows have come to; -1 for the field itself. */
  function point(to) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(answer) {
    offers = answer.suggestions;
    point(-1);
    list.replaceChildren(...offers.map(option));
    const before = open();
    list.hidden = !offers.length;
    if (!before && open()) {
      list.animate(...THROUGH);
      list.scrollIntoView({ block: "nearest" });
    }
    input.setAttribute("aria-expanded", String(open()));
    said.textContent = answer.said;
  }

  function option({ kind, text, note, language, url }, number) {
    const words = make("span", {}, make("bdi", { lang: language }, text));
    const made = make("li", { id: `${list.id}-${number}`, role: "option", "aria-selected": "false" }, drawings[kind].cloneNode(true), words);
    if (note) words.append(" ", make("small", {}, note));
    if (url) words.append(make("span", { class: "hidden" }, ` (${form.dataset[kind]})`));
    return made;
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const body = new URLSearchParams({ field: input.name, [input.name]: input.value });
    for (const one of new FormData(form).getAll("reads")) body.append("reads", one);
    try {
      const response = await fetch(form.dataset.suggest, { method: "POST", body, signal, cache: "no-store" });
      if (!response.ok) return close();
      const answer = await response.json();
      if (!signal.aborted && document.activeElement === input) show(answer);
    } catch {
      /* A newer letter, or no line: the form is there. */
      if (!signal.aborted) close();
    }
  }

  function soon() {
    clearTimeout(timer);
    if (!input.value.trim()) return close();
    timer = setTimeout(ask, WAIT);
  }

  function take(number) {
    const { kind, text, url } = offers[number];
    close();
    if (url) return location.assign(url);
    input.value = text;
    if (kind === "word") form.requestSubmit();
  }

  const keys = {
    ArrowDown: () => (open() ? point(at + 1 < offers.length ? at + 1 : -1) : soon()),
    ArrowUp: () => point(at < 0 ? offers.length - 1 : at - 1),
    Enter: () => take(at),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Tab") return close();
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) return point(-1);
    if (!keys[event.key] || (event.key === "Enter" ? at < 0 : !open() && event.key !== "ArrowDown")) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  input.addEventListener("blur", close);
  /* The field keeps the focus, so that the list is still there when the finger is lifted. */
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });
  addEventListener("pagehide", () => {
    close();
    list.replaceChildren();
  });
}

for (const input of form?.querySelectorAll("#q, #near") ?? []) combobox(input);
