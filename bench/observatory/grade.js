// Grades answers as Mozilla's HTTP Observatory does, without asking anybody: answers in (JSON, standard input), grades out (JSON, standard output).
// An answer: {name, host, status, headers, origin, preflight, html, plain: [{url, status}...]}. Headers are pairs of name and value, `preflight` those of the
// answer to a question of a page at `origin`; `plain` is where plain http was led, step by step.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { AxiosHeaders } from "axios";
import { CookieJar } from "tough-cookie";

const home = path.dirname(createRequire(import.meta.url).resolve("@mdn/mdn-http-observatory"));
const preloaded = path.join(home, "..", "conf", "hsts-preload.json");
if (!fs.existsSync(preloaded)) fs.writeFileSync(preloaded, "{}"); // its own is fetched at install: no host counts as preloaded here

const { ALL_TESTS } = await import(path.join(home, "constants.js"));
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(path.join(home, "grader", "charts.js"));
const { getGradeForScore, getScoreModifier } = await import(path.join(home, "grader", "grader.js"));
const { parseHttpEquivHeaders } = await import(path.join(home, "retriever", "utils.js"));
const { Requests } = await import(path.join(home, "types.js"));

function gathered(pairs) {
  const headers = new AxiosHeaders();
  for (const [name, value] of pairs) headers.set(name, headers.has(name) ? [headers.get(name), value].flat() : value);
  return headers;
}

function asked(answer) {
  const requests = new Requests(answer.host);
  const headers = gathered(answer.headers);
  const url = new URL(`https://${answer.host}/`);
  const response = { status: answer.status, headers, data: answer.html, verified: true, request: { host: answer.host } };
  response.httpEquiv = parseHttpEquivHeaders(answer.html, url.href);
  const jar = new CookieJar();
  for (const cookie of [headers.get("set-cookie") ?? []].flat()) jar.setCookieSync(cookie, url.href);
  requests.session = { url, jar, response, redirectHistory: [] };
  requests.resources.path = answer.html;
  requests.responses.auto = requests.responses.https = response;
  requests.responses.cors = { ...response, headers: gathered(answer.preflight), request: { headers: { origin: answer.origin } } };
  requests.responses.http = { ...response, verified: true };
  requests.responses.httpRedirects = answer.plain.map((step) => ({ url: new URL(step.url), status: step.status }));
  return requests;
}

function graded(answer) {
  const requests = asked(answer);
  const results = ALL_TESTS.map((test) => test(requests));
  const worth = results.map((one) => getScoreModifier(one.result));
  const without = 100 + worth.filter((one) => one < 0).reduce((sum, one) => sum + one, 0);
  const score = without >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + worth.reduce((sum, one) => sum + one, 0) : without;
  const failed = results.filter((one) => !one.pass).map((one) => one.result);
  return { name: answer.name, status: answer.status, ...getGradeForScore(score), failed };
}

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(graded)));
