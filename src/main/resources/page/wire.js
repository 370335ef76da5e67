// The request and the response side by side. The request can be written over by another one.
import { serviceOf } from './api.js';
import { el, fill } from './dom.js';

/**
 * Makes both.
 *
 * @param {function} paste called with a request that was written or pasted
 * @returns {function} shows a state
 */
export function makeWire(container, paste) {
  const request = el('textarea', {
    id: 'request',
    rows: 24,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-describedby': 'request-error',
  });
  const error = el('p', { class: 'error', id: 'request-error', role: 'alert' });
  const response = el('pre', { id: 'response', tabindex: 0, role: 'region', 'aria-label': 'Response' });
  const sent = el('code');
  const got = el('span', { class: 'small' });
  const wide = globalThis.matchMedia('(min-width: 60rem)').matches;
  request.addEventListener('input', () => {
    const { value, problem } = read(request.value);
    error.textContent = problem ?? '';
    if (!problem) {
      paste(value);
    }
  });
  fill(
    container,
    el(
      'div',
      { class: 'wires' },
      el(
        'details',
        { open: wide, id: 'request-side' },
        el('summary', {}, el('h3', {}, 'Request')),
        el('p', { class: 'small' }, sent),
        el('label', { class: 'field' }, 'Write or paste a request', request),
        error,
      ),
      el('details', { open: wide, id: 'response-side' }, el('summary', {}, el('h3', {}, 'Response')), el('p', {}, got), response),
    ),
  );
  return ({ request: current, answer }, names) => {
    if (names.has('request')) {
      sent.textContent = `POST /cds-services/${serviceOf(current)}`;
      if (document.activeElement !== request) {
        request.value = JSON.stringify(current, null, 2);
        error.textContent = '';
      }
    }
    if (names.has('answer') && answer) {
      got.textContent = `Status ${answer.status || 'none'}, ${Math.round(answer.milliseconds)} ms`;
      response.textContent = answer.body === null ? answer.text : JSON.stringify(answer.body, null, 2);
    }
  };
}

function read(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? { value }
      : { problem: 'A request is a JSON object. The cards are still those of the last one.' };
  } catch (failure) {
    return { problem: `This is no JSON yet: ${failure.message}. The cards are still those of the last request.` };
  }
}
