/* Times of a service in the reader's own zone. The page says them in the service's zone and names it; without this script it stays so.
   <time datetime="…" data-zone="Europe/Paris">18:00</time> is rewritten where the reader's clock shows another hour. With data-day it stands
   alone and says its day unless that is today; without, it stands beside the name of its day. In the element with data-times around it, what
   names the zone, <span data-yours="your time">time in Paris</span>, changes along. Nothing is sent anywhere. */

/* Digits and calendar as the page itself writes them. */
const language = new Intl.Locale(document.documentElement.lang, { numberingSystem: "latn", calendar: "gregory" });
const DAY = 24 * 60 * 60 * 1000;

/** What the clocks of `zone` (the reader's own when undefined) show at `moment`, as "2026-11-23 18:00". */
const wall = (moment, zone) =>
  new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(moment);

/** How many days after `from` the day of `to` is; both as `wall` writes them. */
const daysBetween = (from, to) => Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY);

/** Which parts of `moment` have to be said: the hour, and the day as far as it is not known from around it. */
function parts(time, moment, here) {
  const clock = { hour: "numeric", minute: "2-digit" };
  if (!("day" in time.dataset)) return here.slice(0, 10) === wall(moment, time.dataset.zone).slice(0, 10) ? clock : { ...clock, weekday: "short" };
  const ahead = daysBetween(wall(new Date()), here);
  if (ahead === 0) return clock;
  return ahead > 0 && ahead < 7 ? { ...clock, weekday: "long" } : { ...clock, day: "numeric", month: "long" };
}

/** Says `time` in the reader's zone. Returns whether the reader's clock differs from the service's. */
function localise(time) {
  const moment = new Date(time.dateTime);
  const here = wall(moment);
  if (here === wall(moment, time.dataset.zone)) return false;
  time.textContent = new Intl.DateTimeFormat(language, parts(time, moment, here)).format(moment);
  return true;
}

for (const time of document.querySelectorAll("time[data-zone]")) {
  if (!localise(time)) continue;
  for (const name of time.closest("[data-times]")?.querySelectorAll("[data-yours]") ?? []) name.textContent = name.dataset.yours;
}
