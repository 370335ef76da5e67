// Sends the two checks and shows their answers. All text goes in as text: an answer can never become markup.

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

const paragraph = (text, className = "") => element("p", { className }, text);

async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) {
    return answer;
  }
  const issues = answer.issue ?? [];
  throw new Error(issues.map(issue => issue.diagnostics).join(" ") || `The service answered ${response.status}.`);
}

function fields(form) {
  const body = {};
  for (const [name, text] of new FormData(form)) {
    if (text.trim() !== "") {
      body[name] = text.trim();
    }
  }
  return body;
}

function whenSent(form, result, path, show) {
  form.hidden = false;
  let busy = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    result.replaceChildren(paragraph("Checking …"));
    try {
      const body = fields(form);
      result.replaceChildren(...show(await post(path, body), body));
    } catch (failure) {
      const text = failure instanceof TypeError || failure instanceof SyntaxError
        ? "The service could not be reached, or its answer could not be read."
        : failure.message;
      result.replaceChildren(paragraph(text, "note wrong"));
    } finally {
      busy = false;
    }
  });
}

// A word and a sign, so that nobody needs the colour.
const MARKS = {
  passed: ["✓ passed", "good"],
  failed: ["✗ failed", "bad"],
  unjudged: ["– not judged", ""],
};

function mark(kind) {
  const [text, className] = MARKS[kind];
  return element("span", { className: `mark ${className}` }, text);
}

function kindOf(passed) {
  if (passed === true) {
    return "passed";
  }
  return passed === false ? "failed" : "unjudged";
}

function step(check) {
  const kind = kindOf(check.passed);
  return element(
    "li", {},
    mark(kind), " ", check.wanted,
    kind === "passed" ? null : element("span", { className: "small" }, sentence(check.problem)),
    check.mend ? element("span", { className: "mend" }, check.mend) : null,
  );
}

function sentence(text) {
  return /[.:]$/.test(text) ? text : `${text}.`;
}

// What stands in the token, for comparison; read here, and sent nowhere.
function partsOf(token) {
  const decoded = token.replace(/^bearer\s+/i, "").split(".").slice(0, 2).map(part => {
    try {
      const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
      return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
    } catch {
      return null;
    }
  });
  if (decoded.every(part => part === null)) {
    return null;
  }
  return element(
    "details", {},
    element("summary", {}, "What stands in the token"),
    ...decoded.filter(part => part !== null).map(part => element("pre", { tabIndex: 0 }, element("code", {}, part))),
  );
}

function tokenAnswer(answer, sent) {
  const head = [];
  if (!answer.registered) {
    head.push(paragraph("No client is registered, so calls are let in without a token. What can be judged of this one:", "note"));
  } else if (answer.accepted) {
    head.push(paragraph(`A call of ${answer.service} with this token would be let in now.`, "note right"));
  } else {
    const failed = answer.checks.filter(check => check.passed === false).length;
    head.push(paragraph(`A call of ${answer.service} with this token would get 401 or 403: ${failed} of ${answer.checks.length} checks failed.`, "note wrong"));
  }
  return [...head, element("ol", { className: "checks" }, ...answer.checks.map(step)), partsOf(sent.token)]
    .filter(part => part !== null);
}

const WORKS = { yes: "passed", "in part": "failed", no: "failed", "not asked": "unjudged" };

function queryLine(query) {
  const counted = query.entries === undefined ? "" : `${query.entries} ${query.entries === 1 ? "entry" : "entries"}, ${query.milliseconds} ms. `;
  return element(
    "li", {},
    mark(WORKS[query.works]), " ", element("strong", {}, query.key), " ",
    element("code", {}, query.query),
    element("span", { className: "small" }, counted + (query.works === "in part" ? "Only a part: " : "") + (query.problem ?? "")),
    query.mend ? element("span", { className: "mend" }, query.mend) : null,
  );
}

function serverAnswer(answer) {
  if (!answer.allowed) {
    return [paragraph(`${answer.problem} ${answer.mend}`, "note wrong")];
  }
  const asked = answer.queries.filter(query => query.works !== "not asked");
  const good = asked.filter(query => query.works === "yes").length;
  return [
    paragraph(
      `${good} of ${asked.length} queries work. A call has ${answer.deadlineMilliseconds} ms for all its data.`,
      good === asked.length ? "note right" : "note wrong"),
    element("ul", { className: "checks" }, ...answer.queries.map(queryLine)),
  ];
}

whenSent(
  document.getElementById("token-form"), document.getElementById("token-result"), "connect/token", tokenAnswer);
whenSent(
  document.getElementById("server-form"), document.getElementById("server-result"), "connect/fhir", serverAnswer);
