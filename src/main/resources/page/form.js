// The form: what it changes it changes in the request's JSON, and it shows what the JSON says.
import * as choices from './choices.js';
import { el, fill, newId } from './dom.js';
import { asConcept, concept, drafts, draftsField, list, name, reference, regimen, writeRegimen } from './fhir.js';
import { freeId, namesOf } from './orders.js';
import * as patient from './patient.js';

const IN_WORDS = 'words';

/**
 * Makes the form.
 *
 * @param {function} edit called with a function that changes a copy of the request
 * @param {function} choose called with the position of the draft to edit
 * @returns {function} shows a state
 */
export function makeForm(container, edit, choose) {
  const parts = [patientFields(edit), entryList(PROBLEMS, edit), entryList(ALLERGIES, edit), orderFields(edit, choose)];
  fill(container, el('div', { class: 'form' }, parts.map((part) => part.element)));
  return (state) => parts.forEach((part) => part.show(state));
}

function field(label, input) {
  return el('label', { class: 'field' }, label, input);
}

function numberField(attributes, changed) {
  const input = el('input', { type: 'number', inputmode: 'decimal', autocomplete: 'off', ...attributes });
  input.addEventListener('input', () => {
    if (input.validity.valid) {
      changed(input.value === '' ? null : Number(input.value));
    }
  });
  return input;
}

/** While somebody writes in a field it is left alone. */
function show(input, value) {
  if (document.activeElement !== input) {
    input.value = value ?? '';
  }
}

function patientFields(edit) {
  let day = null;
  const age = numberField({ id: 'age', min: 0, max: 120, step: 1 }, (years) =>
    edit((request) => patient.setAge(request, day, years)),
  );
  const onset = el('input', { type: 'date', id: 'onset' });
  onset.addEventListener('input', () => edit((request) => patient.setOnset(request, onset.value)));
  const egfr = numberField({ id: 'egfr', min: 1, max: 200, step: 1 }, (value) =>
    edit((request) => patient.setEgfr(request, day, value)),
  );
  return {
    element: el(
      'fieldset',
      { class: 'patient' },
      el('legend', {}, 'Patient'),
      field('Age in years', age),
      field('Back pain since', onset),
      field('eGFR in mL/min', egfr),
    ),
    show(state) {
      day = state.day;
      show(age, patient.age(state.request, day));
      show(onset, patient.onset(state.request));
      show(egfr, patient.egfr(state.request));
    },
  };
}

const PROBLEMS = {
  id: 'problem',
  legend: 'Problems',
  add: 'Another problem',
  key: 'conditions',
  type: 'Condition',
  choices: choices.problems,
  of: patient.problems,
  put: patient.addProblem,
};

const ALLERGIES = {
  id: 'allergy',
  legend: 'Allergies',
  add: 'Another allergy',
  key: 'allergies',
  type: 'AllergyIntolerance',
  choices: choices.allergies,
  of: patient.allergies,
  put: patient.addAllergy,
};

function entryList(kind, edit) {
  const items = el('ul', { class: 'entries' });
  const listId = newId('choices');
  const input = el('input', { id: kind.id, list: listId, maxlength: 500, autocomplete: 'off' });
  const add = () => {
    if (input.value.trim() !== '') {
      const choice = choices.chosen(kind.choices, input.value);
      edit((request) => kind.put(request, choice));
      input.value = '';
    }
    input.focus();
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add();
    }
  });
  const take = (index) => {
    edit((request) => patient.remove(request, kind.key, kind.type, index));
    input.focus();
  };
  return {
    element: el(
      'fieldset',
      {},
      el('legend', {}, kind.legend),
      items,
      el('datalist', { id: listId }, kind.choices.map((one) => el('option', { value: one.label }))),
      el(
        'div',
        { class: 'adding' },
        field(kind.add, input),
        el('button', { type: 'button', class: 'second', id: `add-${kind.id}`, onclick: add }, 'Add'),
      ),
    ),
    show({ request }) {
      fill(items, kind.of(request).map((one, index) => entry(patient.line(one), () => take(index))));
    },
  };
}

function entry(line, remove) {
  return el(
    'li',
    {},
    el('span', { class: 'name' }, line),
    el('button', { type: 'button', class: 'remove', 'aria-label': `Remove ${line}`, onclick: remove }, 'Remove'),
  );
}

function orderFields(edit, choose) {
  let state = null;
  const current = (request) => drafts(request)[state.draft];
  const change = (apply) =>
    edit((request) => {
      const order = current(request);
      if (order) {
        apply(order);
      }
    });

  const which = el('select', { id: 'which' });
  which.addEventListener('change', () => choose(Number(which.value)));
  const what = el('select', { id: 'what' });
  const words = el('input', { id: 'words', maxlength: 2000, autocomplete: 'off' });
  const rename = (choice) => change((order) => setName(order, choice));
  what.addEventListener('change', () => {
    if (what.value === IN_WORDS) {
      wordsField.hidden = false;
      words.focus();
    } else {
      rename(offered(current(state.request))[Number(what.value)]);
    }
  });
  words.addEventListener('input', () => rename({ label: words.value }));

  const dose = (part) => (value) =>
    change((order) => writeRegimen(order, { ...regimen(order), [part]: value }));
  const amount = numberField({ id: 'amount', min: 0.25, max: 100, step: 0.25 }, dose('amount'));
  const perDay = numberField({ id: 'per-day', min: 0.25, max: 24, step: 'any' }, dose('perDay'));
  const days = numberField({ id: 'days', min: 1, max: 365, step: 'any' }, dose('days'));
  const refills = numberField({ id: 'refills', min: 0, max: 11, step: 1 }, dose('refills'));
  const reason = el('input', { id: 'reason', list: 'reasons', maxlength: 500, autocomplete: 'off' });
  reason.addEventListener('input', () => change((order) => setReason(order, reason.value)));

  const whichField = field('Which order', which);
  const wordsField = field('In words', words);
  const regimenFields = el(
    'div',
    { class: 'fields' },
    field('Units at a time', amount),
    field('Times a day', perDay),
    field('Days', days),
    field('Refills', refills),
  );
  const ofOrder = el(
    'div',
    { class: 'of-order' },
    whichField,
    field('Order', what),
    wordsField,
    regimenFields,
    field('Reason for the order', reason),
    el('datalist', { id: 'reasons' }, choices.reasons.map((one) => el('option', { value: one.label }))),
  );
  const more = (type) => () => edit((request) => choose(addOrder(request, type)));
  const removal = el(
    'button',
    { type: 'button', class: 'second', id: 'remove-order', onclick: () => edit((request) => removeOrder(request, state.draft)) },
    'Remove it',
  );
  const element = el(
    'fieldset',
    { class: 'order' },
    el('legend', {}, 'Order'),
    ofOrder,
    el(
      'p',
      { class: 'row' },
      removal,
      el('button', { type: 'button', class: 'second', id: 'add-drug', onclick: more('MedicationRequest') }, 'Add a drug'),
      el('button', { type: 'button', class: 'second', id: 'add-service', onclick: more('ServiceRequest') }, 'Add imaging or care'),
    ),
  );
  return {
    element,
    show(next) {
      const before = state && drafts(state.request)[state.draft];
      state = next;
      const all = drafts(state.request);
      const order = all[state.draft];
      element.hidden = draftsField(state.request) === null;
      ofOrder.hidden = !order;
      removal.hidden = !order;
      if (!order) {
        return;
      }
      whichField.hidden = all.length < 2;
      fill(which, all.map((one, index) => el('option', { value: index, selected: index === state.draft }, `${index + 1}: ${name(one)}`)));
      const match = offered(order).findIndex((one) => isOf(order, one));
      fill(
        what,
        offered(order).map((one, index) => el('option', { value: index, selected: index === match }, one.label)),
        el('option', { value: IN_WORDS, selected: match < 0 }, 'Another, in words'),
      );
      wordsField.hidden = match >= 0 && document.activeElement !== words;
      show(words, name(order));
      regimenFields.hidden = order.resourceType !== 'MedicationRequest';
      const said = regimen(order);
      show(amount, said.amount);
      show(perDay, said.perDay);
      show(days, said.days);
      show(refills, said.refills);
      if (before && reference(before) !== reference(order)) {
        reason.value = '';
      }
      show(reason, concept(list(order.reasonCode)[0]));
    },
  };
}

function offered(order) {
  return order.resourceType === 'MedicationRequest' ? choices.drugs : choices.services;
}

function isOf(order, choice) {
  const what = order.medicationCodeableConcept ?? order.code;
  const codes = list(what?.coding).map((coding) => coding?.code);
  return choice.code ? codes.includes(choice.code) : codes.length === 0 && concept(what) === choice.label;
}

function setName(order, choice) {
  if (order.resourceType === 'MedicationRequest') {
    delete order.medicationReference;
    delete order.contained;
    order.medicationCodeableConcept = asConcept(choice);
  } else {
    order.code = asConcept(choice);
  }
}

function setReason(order, words) {
  delete order.reasonReference;
  if (words.trim() === '') {
    delete order.reasonCode;
  } else {
    order.reasonCode = [asConcept(choices.chosen(choices.reasons, words))];
  }
}

/** Adds a draft, selected where drafts are selected, and says its position. */
function addOrder(request, type) {
  const bundle = request.context[draftsField(request)];
  bundle.entry = list(bundle.entry);
  const order = {
    resourceType: type,
    id: freeId(bundle),
    status: 'draft',
    intent: 'order',
    subject: { reference: `Patient/${request.context.patientId}` },
  };
  setName(order, type === 'MedicationRequest' ? choices.drugs[3] : choices.services[0]);
  if (type === 'MedicationRequest') {
    writeRegimen(order, { amount: 1, perDay: 2, days: 10, refills: 0, unit: 'tablet' });
  }
  bundle.entry.push({ resource: order });
  if (Array.isArray(request.context.selections)) {
    request.context.selections.push(reference(order));
  }
  return drafts(request).length - 1;
}

function removeOrder(request, index) {
  const gone = drafts(request)[index];
  const bundle = request.context[draftsField(request)];
  bundle.entry = list(bundle.entry).filter((entry) => entry?.resource !== gone);
  if (Array.isArray(request.context.selections)) {
    request.context.selections = request.context.selections.filter((one) => !namesOf(gone).includes(one));
  }
}
