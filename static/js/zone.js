/* Times of a service in the reader's own zone. The page says them in the service's zone; without this script it stays so.
   <time datetime="…Z" data-zone="Europe/Paris">18:00</time> is rewritten where the reader's clock shows another hour,
   and what names the zone, <span data-yours="your time">Paris time</span>, with it. Nothing is sent anywhere. */

const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const clockWithDay = new Intl.DateTimeFormat(language, { weekday: "short", hour: "2-digit", minute: "2-digit" });

/** The wall clock of `moment` in `zone` (the reader's own when undefined), as text that compares by day and minute. */
const wall = (moment, zone) =>
  new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(moment);

/** Rewrites one time. Returns whether the reader's clock differs from the service's. */
function localise(time) {
  const moment = new Date(time.dateTime);
  const here = wall(moment);
  const there = wall(moment, time.dataset.zone);
  if (here === there) return false;
  const sameDay = here.slice(0, 10) === there.slice(0, 10);
  time.textContent = (sameDay ? clock : clockWithDay).format(moment);
  return true;
}

for (const part of document.querySelectorAll("[data-times]")) {
  const differs = [...part.querySelectorAll("time[data-zone]")].map(localise).some(Boolean);
  if (!differs) continue;
  for (const name of part.querySelectorAll("[data-yours]")) name.textContent = name.dataset.yours;
}
