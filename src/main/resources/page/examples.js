// The shipped examples to choose from, grouped by what happens in the EHR.
import { el, fill } from './dom.js';

const HOOKS = {
  'patient-view': 'A chart is opened',
  'order-select': 'An order is chosen',
  'order-sign': 'Orders are signed',
  'medication-refill': 'A refill is asked for',
};

/** Fills the list; `pick` is called with the name of an example. */
export function makeExamples(container, { examples, day }, first, pick) {
  const select = el(
    'select',
    { id: 'example' },
    Object.entries(HOOKS).map(([hook, words]) =>
      el(
        'optgroup',
        { label: `${words} (${hook})` },
        examples
          .filter((one) => one.hook === hook)
          .map((one) => el('option', { value: one.name, selected: one.name === first }, one.title)),
      ),
    ),
  );
  select.addEventListener('change', () => pick(select.value));
  fill(
    container,
    el('label', { class: 'field' }, 'Situation', select),
    el('p', { class: 'small' }, `Dated for today as the service counts days, ${day}. Change anything below: the cards follow.`),
  );
}
