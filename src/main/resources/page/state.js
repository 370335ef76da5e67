// What the page knows. Whoever shows a part of it is told of every change.

const listeners = [];

export const state = {
  /** The service's day, by which the examples are dated. */
  day: null,
  /** The request as it is sent. */
  request: null,
  /** Which draft the form edits. */
  draft: 0,
  /** The last answer: status, body, milliseconds; or null. */
  answer: null,
  /** The request that it answers: what is pressed on its cards is about this one. */
  asked: null,
  /** What became of cards of the last answer, in words, by uuid. */
  answered: new Map(),
  /** What the last suggestion changed: texts of orders that were added, changed and removed. */
  changes: null,
  /** What is said to the user about the last thing done: text, and whether it failed. */
  said: null,
  /** Explanation of the last call: a status and a body; or null. */
  explanation: null,
};

/** Calls back with the state, and the names of what changed, after every change. */
export function subscribe(listener) {
  listeners.push(listener);
}

/** Changes parts of the state. */
export function change(parts) {
  Object.assign(state, parts);
  const names = new Set(Object.keys(parts));
  listeners.forEach((listener) => listener(state, names));
}
