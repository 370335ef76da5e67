// Cards as a clinician would see them, and what an answer that holds none says instead.
import { complaints } from './api.js';
import { badge, el, fill, link, newId } from './dom.js';
import { list, object } from './fhir.js';
import { markdown } from './markdown.js';

const INDICATORS = {
  info: ['Information', 'info'],
  warning: ['Warning', 'warning'],
  critical: ['Critical', 'critical'],
};

/** How many cards of which gravity, or what went wrong, in one line. */
export function verdict(answer) {
  const time = ` Answered in ${Math.round(answer.milliseconds)} ms.`;
  if (answer.status !== 200) {
    return answer.status === 412
      ? `Not decided for lack of data (status 412).${time}`
      : `No answer with cards (status ${answer.status || 'none'}).`;
  }
  const cards = list(answer.body?.cards);
  if (cards.length === 0) {
    return `No card: nothing to say about this call.${time}`;
  }
  const counts = Object.entries(INDICATORS)
    .map(([indicator, [word]]) => [cards.filter((card) => card.indicator === indicator).length, word.toLowerCase()])
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  return `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}: ${counts.join(', ')}.${time}`;
}

/**
 * Shows an answer's cards.
 *
 * @param {object} handlers accept(card, suggestion), override(card, reason, comment), why()
 */
export function showCards(container, { answer, answered, day }, handlers) {
  if (answer.status !== 200) {
    fill(container, refusal(answer));
    return;
  }
  const cards = list(answer.body?.cards).map(object);
  fill(
    container,
    cards.length === 0
      ? el(
          'p',
          { class: 'empty' },
          'A clinician would see nothing. ',
          el('button', { type: 'button', class: 'second', id: 'ask-why', onclick: handlers.why }, 'Why?'),
        )
      : cards.map((card) => article(card, answered.get(card.uuid), handlers)),
  );
}

function refusal(answer) {
  return el(
    'div',
    { class: 'note' },
    el('p', {}, answer.status === 412 ? 'The service can’t decide without this:' : 'The service says:'),
    el('ul', {}, complaints(answer).map((text) => el('li', {}, text))),
    answer.status === 401 &&
      el('p', {}, 'Clients are registered here, so each call needs a token of one of them, which this page has not.'),
  );
}

function article(card, done, handlers) {
  const [word, kind] = INDICATORS[card.indicator] ?? [String(card.indicator), 'info'];
  const heading = newId('card');
  return el(
    'article',
    { class: `card ${kind}`, 'aria-labelledby': heading },
    badge(word, kind),
    el('h3', { id: heading }, card.summary),
    card.detail && el('div', { class: 'detail' }, markdown(card.detail)),
    source(object(card.source)),
    links(list(card.links)),
    done ? el('p', { class: 'done' }, done) : [suggestions(card, handlers), overriding(card, handlers)],
  );
}

function source(from) {
  return from.label && el('p', { class: 'source' }, 'Source: ', from.url ? link(from.url, from.label) : from.label);
}

function links(all) {
  return (
    all.length > 0 &&
    el('ul', { class: 'links' }, all.map((one) => el('li', {}, link(object(one).url, object(one).label))))
  );
}

function suggestions(card, handlers) {
  const all = list(card.suggestions);
  return (
    all.length > 0 &&
    el(
      'ul',
      { class: 'suggestions', 'aria-label': 'Suggestions' },
      all.map((suggestion) =>
        el(
          'li',
          {},
          el(
            'button',
            { type: 'button', class: 'suggestion', onclick: () => handlers.accept(card, suggestion) },
            suggestion.label,
          ),
          suggestion.isRecommended && [' ', badge('recommended', 'good')],
        ),
      ),
    )
  );
}

function overriding(card, handlers) {
  const reasons = list(card.overrideReasons).map(object);
  const choice = el(
    'select',
    { class: 'reason' },
    el('option', { value: '' }, 'No reason given'),
    reasons.map((reason, index) => el('option', { value: index }, reason.display ?? reason.code)),
  );
  const comment = el('input', { class: 'comment-field', maxlength: 500, autocomplete: 'off' });
  const send = () => handlers.override(card, reasons[choice.value] ?? null, comment.value.trim());
  return el(
    'div',
    { class: 'override' },
    reasons.length > 0 && el('label', {}, 'Reason not to follow', choice),
    el('label', {}, 'Comment', comment),
    el('button', { type: 'button', class: 'second overrule', onclick: send }, 'Override'),
  );
}
