/* Leaving at once. Loaded first and without waiting, so that a page which Back brings up again is gone before anything of it is seen.
   The exit is a link to data-exit and works without this script. With it: the page is blank in the same moment, the session ends in the
   background, and the neutral page (data-neutral) takes the place of this one, even when the hub does not answer. Three times Shift leaves too.
   One flag is kept until the tab is closed, and only by whoever left: every later Back leads to the neutral page. */
(() => {
  const { exit, neutral } = document.currentScript.dataset;
  const FLAG = "left";
  const WITHIN = 5000;

  /** What `act` gives; nothing where the browser refuses to keep anything. */
  const kept = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      return null;
    }
  };
  const hasLeft = () => kept((storage) => storage.getItem(FLAG));

  /** Nothing of the page is left; the neutral one comes in its place. */
  function away() {
    document.title = "";
    document.documentElement.remove();
    location.replace(neutral);
  }

  function leave() {
    kept((storage) => storage.setItem(FLAG, "1"));
    /* Whether the hub hears of it makes no difference to the reader, who is gone. */
    fetch(exit, { keepalive: true, redirect: "manual" }).catch(() => undefined);
    away();
  }

  /* Back leads away. Whoever opens the hub anew in this tab wants to be here. */
  if (hasLeft()) {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") away();
    else kept((storage) => storage.removeItem(FLAG));
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted && hasLeft()) away();
  });

  const path = new URL(exit, location.href).pathname;
  for (const kind of ["click", "auxclick"]) {
    addEventListener(kind, (event) => {
      if (event.target.closest?.("a[href]")?.pathname !== path) return;
      event.preventDefault();
      leave();
    });
  }

  /* Three times Shift, pressed and let go, with no other key or click between: whoever types capitals stays. */
  let presses = [];
  let alone = false;
  let quiet;
  const tell = (text) => {
    const line = document.getElementById("leaving");
    if (line) line.textContent = text ?? "";
  };
  const again = () => {
    presses = [];
    tell("");
  };
  addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && (alone || !event.repeat);
    if (!alone && presses.length) again();
  });
  addEventListener("pointerdown", () => {
    alone = false;
    if (presses.length) again();
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses = [...presses.filter((moment) => event.timeStamp - moment < WITHIN), event.timeStamp];
    if (presses.length === 3) return leave();
    tell(document.getElementById("leaving")?.dataset[presses.length === 1 ? "two" : "one"]);
    clearTimeout(quiet);
    quiet = setTimeout(again, WITHIN);
  });

  /* The exit keeps to what is seen of the page: above the on-screen keyboard, and where the page is enlarged with two fingers. */
  const seen = window.visualViewport;
  function follow() {
    const { style, clientHeight } = document.documentElement;
    style.setProperty("--above", `${Math.round(seen.offsetTop)}px`);
    style.setProperty("--below", `${Math.max(0, Math.round(clientHeight - seen.height - seen.offsetTop))}px`);
  }
  for (const kind of ["resize", "scroll"]) seen?.addEventListener(kind, follow);
})();
