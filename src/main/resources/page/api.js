// The calls to the service. An answer is never an exception: what went wrong is in it, to be shown.

async function ask(path, init = {}) {
  const begin = performance.now();
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    return { status: response.status, body: parsed(text), text, milliseconds: performance.now() - begin };
  } catch (failure) {
    if (failure.name === 'AbortError') {
      return null;
    }
    return { status: 0, body: null, text: '', milliseconds: performance.now() - begin };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function post(path, body, signal) {
  return ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, signal });
}

/** The shipped examples and the day they are dated for. */
export function examples() {
  return ask('examples');
}

/** One of them. */
export function example(name) {
  return ask(`examples/${encodeURIComponent(name)}`);
}

/** The service that listens to the hook of a request. */
export function serviceOf(request) {
  return `lbp-${String(request?.hook)}`;
}

/** Calls the service of the request's hook; null when it was given up for a newer call. */
export function call(request, signal) {
  return post(`cds-services/${encodeURIComponent(serviceOf(request))}`, JSON.stringify(request), signal);
}

/** The reasoning of the same call. */
export function explain(request, signal) {
  return post(`explain/${encodeURIComponent(serviceOf(request))}`, JSON.stringify(request), signal);
}

/** Tells the service what became of one card. */
export function feedback(request, entry) {
  const stamped = { ...entry, outcomeTimestamp: new Date().toISOString() };
  return post(
    `cds-services/${encodeURIComponent(serviceOf(request))}/feedback`,
    JSON.stringify({ feedback: [stamped] }),
  );
}

/** What an answer that is no success says, in its own words. */
export function complaints(answer) {
  if (answer.status === 0) {
    return ['The service does not answer. Is it still running?'];
  }
  const issues = Array.isArray(answer.body?.issue) ? answer.body.issue : [];
  const texts = issues.map((issue) => issue?.diagnostics ?? issue?.details?.text).filter(Boolean);
  return texts.length > 0 ? texts : [`The service answered with status ${answer.status}.`];
}
