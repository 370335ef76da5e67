// Puts the parts together: a change of the request is called with at once, and the last answer is shown.
import * as api from './api.js';
import { showCards, verdict } from './cards.js';
import { makeExamples } from './examples.js';
import { makeForm } from './form.js';
import { drafts } from './fhir.js';
import { accept, showOrders, toSign } from './orders.js';
import { change, state, subscribe } from './state.js';
import { makeTabs } from './tabs.js';
import { showWhy } from './why.js';
import { makeWire } from './wire.js';

/** How long a typist may pause in a word before the service is asked, in milliseconds. */
const PAUSE = 25;
/** Explanations are for operators, who may ask 120 times a minute. */
const PAUSE_OF_WHY = 300;
const FIRST = 'opioid-order-select';

const part = (id) => document.getElementById(id);

let timer = null;
let whyTimer = null;
let under = new AbortController();
/** The request before the suggestion that was accepted last. */
let before = null;
/** The draft that the form edits once the edit under way is done. */
let pendingDraft = null;

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Makes this the request, and asks soon. */
function ask(request, more = {}) {
  const draft = Math.max(0, Math.min(more.draft ?? state.draft, drafts(request).length - 1));
  change({ said: null, changes: null, ...more, request, draft });
  part('answer').setAttribute('aria-busy', 'true');
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

/** Only the answer to the last call is shown: an older one is given up. */
async function send() {
  under.abort();
  under = new AbortController();
  const { request } = state;
  const answer = await api.call(request, under.signal);
  if (answer !== null && request === state.request) {
    change({ answer, asked: request, answered: new Map() });
    part('answer').setAttribute('aria-busy', 'false');
    explainSoon();
  }
}

function explainSoon() {
  clearTimeout(whyTimer);
  if (!part('panel-why').hidden) {
    whyTimer = setTimeout(explain, PAUSE_OF_WHY);
  }
}

async function explain() {
  const { request } = state;
  const explanation = await api.explain(request, under.signal);
  if (explanation !== null && request === state.request) {
    change({ explanation });
  }
}

/** Each call of an EHR is one of its own. */
function edit(apply) {
  const request = structuredClone(state.request);
  request.hookInstance = uuid();
  apply(request);
  ask(request, { draft: pendingDraft ?? state.draft });
  pendingDraft = null;
}

/** Which draft the form edits; said within an edit, it holds once that is done. */
function choose(draft) {
  if (draft < drafts(state.request).length) {
    change({ draft });
  } else {
    pendingDraft = draft;
  }
}

const told = (response) =>
  response.status === 200
    ? 'The service has stored it as feedback.'
    : `The feedback was not stored: ${api.complaints(response).join(' ')}`;

async function acceptSuggestion(card, suggestion) {
  before = state.asked;
  const { request, changes } = accept({ ...state.asked, hookInstance: uuid() }, suggestion.actions);
  const what = changes.outside
    ? `Accepted: ${suggestion.label}. The chart is as before; what would be ordered is below.`
    : `Accepted: ${suggestion.label}. The cards are now those of the next call, with these orders.`;
  const entry = { card: card.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: suggestion.uuid }] };
  if (changes.outside) {
    state.answered.set(card.uuid, `Accepted: ${suggestion.label}`);
    change({ changes, answered: state.answered, said: { text: what } });
  } else {
    ask(request, { changes, said: { text: what } });
  }
  part('said').focus();
  await tell(before, entry, what);
}

async function override(card, reason, comment) {
  const words = reason ? (reason.display ?? reason.code) : 'no reason given';
  const overrideReason = {
    ...(reason ? { reason } : {}),
    ...(comment ? { userComment: comment } : {}),
  };
  const entry = {
    card: card.uuid,
    outcome: 'overridden',
    ...(Object.keys(overrideReason).length > 0 ? { overrideReason } : {}),
  };
  state.answered.set(card.uuid, `Overridden: ${words}`);
  const what = `Overridden: ${words}.`;
  change({ answered: state.answered, said: { text: what } });
  part('said').focus();
  await tell(state.asked, entry, what);
}

/** Feedback goes to the service that gave the card, whatever the request has become. */
async function tell(asked, entry, what) {
  const response = await api.feedback(asked, entry);
  if (state.said?.text === what) {
    change({ said: { text: `${what} ${told(response)}`, failed: response.status !== 200 } });
  }
}

function undo() {
  ask({ ...before, hookInstance: uuid() }, { said: { text: 'The orders are as they were before the suggestion.' } });
  part('said').focus();
}

function sign(orders) {
  ask({ ...toSign(state.request, orders), hookInstance: uuid() }, {
    draft: 0,
    said: { text: 'The orders are about to be signed: this is the call at order-sign.' },
  });
  part('said').focus();
}

async function pick(name) {
  const got = await api.example(name);
  if (got.status === 200) {
    ask(got.body, { draft: 0 });
  } else {
    change({ said: { text: api.complaints(got).join(' '), failed: true } });
  }
}

function showSaid() {
  const said = part('said');
  said.hidden = state.said === null;
  said.classList.toggle('failed', state.said?.failed === true);
  said.textContent = state.said?.text ?? '';
}

function showState(now, names) {
  const some = (...wanted) => wanted.some((one) => names.has(one));
  if (some('said')) {
    showSaid();
  }
  if (now.request === null) {
    return;
  }
  if (some('request', 'draft')) {
    showForm(now);
  }
  showWire(now, names);
  if (some('request', 'changes')) {
    showOrders(part('orders'), now, { undo, sign });
  }
  if (some('answer', 'answered') && now.answer) {
    part('verdict').textContent = verdict(now.answer);
    showCards(part('cards'), now, { accept: acceptSuggestion, override, why: () => tabs.open('tab-why') });
  }
  if (some('explanation')) {
    showWhy(part('panel-why'), now.explanation);
  }
}

const showForm = makeForm(part('form'), edit, choose);
const showWire = makeWire(part('wire'), (request) => ask(request, { draft: 0 }));
const tabs = makeTabs(document.querySelector('[role=tablist]'), (opened) => {
  if (opened === 'tab-why' && state.request !== null) {
    explain();
  }
});
subscribe(showState);

const offer = await api.examples();
if (offer.status === 200) {
  change({ day: offer.body.day });
  makeExamples(part('examples'), offer.body, FIRST, pick);
  await pick(FIRST);
} else {
  change({ said: { text: api.complaints(offer).join(' '), failed: true } });
}
