// What the orders become when a suggestion is accepted, by the rules of CDS Hooks: create adds, update replaces, delete
// takes away. A hook without drafts shows what would be ordered.
import { badge, el, fill, newId } from './dom.js';
import { details, drafts, draftsField, list, name, object, reference } from './fhir.js';

/** The request after a suggestion's actions, and the orders that they added, changed and removed. */
export function accept(request, actions) {
  const after = structuredClone(request);
  const changes = { added: [], changed: [], removed: [], outside: draftsField(after) === null };
  const bundle = changes.outside ? { entry: [] } : after.context[draftsField(after)];
  bundle.entry = list(bundle.entry);
  for (const action of list(actions)) {
    act(object(action), bundle, changes);
  }
  select(after, changes);
  return { request: after, changes };
}

function act(action, bundle, changes) {
  const resource = structuredClone(object(action.resource));
  if (action.type === 'delete') {
    const gone = bundle.entry.filter((entry) => isNamed(entry, action.resourceId));
    changes.removed.push(...gone.map((entry) => entry.resource));
    bundle.entry = bundle.entry.filter((entry) => !gone.includes(entry));
  } else if (action.type === 'update') {
    const there = bundle.entry.find((entry) => isNamed(entry, reference(resource)));
    if (there) {
      there.resource = resource;
    } else {
      bundle.entry.push({ resource });
    }
    changes.changed.push(resource);
  } else if (action.type === 'create') {
    // An EHR gives it an id of its own.
    resource.id ??= freeId(bundle);
    bundle.entry.push({ resource });
    changes.added.push(resource);
  }
}

function isNamed(entry, wanted) {
  const resource = object(object(entry).resource);
  return resource.id !== undefined && (reference(resource) === wanted || resource.id === wanted);
}

/** An id that no order of this type has. */
export function freeId(bundle) {
  const taken = new Set(list(bundle.entry).map((entry) => object(object(entry).resource).id));
  let n = 1;
  while (taken.has(`new-${n}`)) {
    n += 1;
  }
  return `new-${n}`;
}

/** What was chosen by a suggestion is selected, what was removed no longer is. */
function select(request, changes) {
  if (!Array.isArray(request.context?.selections)) {
    return;
  }
  const gone = new Set(changes.removed.flatMap(namesOf));
  const chosen = [...changes.added, ...changes.changed].map(reference);
  const kept = request.context.selections.filter((one) => !gone.has(one));
  request.context.selections = [...new Set([...kept, ...chosen])];
}

/** The names by which a selection may mean an order. */
export function namesOf(order) {
  return [reference(order), order?.id];
}

/** The call before these orders are signed. */
export function toSign(request, orders) {
  const { selections, medications, ...context } = request.context;
  return {
    ...request,
    hook: 'order-sign',
    context: {
      ...context,
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: orders.map((resource) => ({ resource })) },
    },
  };
}

/** Shows the drafts as they are, and what the last accepted suggestion did to them. */
export function showOrders(container, state, { undo, sign }) {
  const { request, changes } = state;
  const current = changes?.outside ? [...changes.added, ...changes.changed] : drafts(request);
  const removed = changes?.removed ?? [];
  if (current.length === 0 && removed.length === 0 && draftsField(request) === null) {
    fill(container);
    return;
  }
  const heading = newId('orders');
  fill(
    container,
    el(
      'section',
      { class: 'orders', 'aria-labelledby': heading },
      el('h3', { id: heading }, changes?.outside ? 'What would be ordered' : 'The orders'),
      el('ul', {}, current.map((order) => item(order, state)), removed.map(goneItem)),
      current.length === 0 && el('p', { class: 'small' }, 'No order is left. An EHR would not ask again.'),
      el(
        'p',
        { class: 'row' },
        current.length > 0 &&
          request.hook !== 'order-sign' &&
          request.hook !== 'medication-refill' &&
          el('button', { type: 'button', class: 'second', id: 'sign', onclick: () => sign(current) }, 'Go on to sign them'),
        changes && el('button', { type: 'button', class: 'second', id: 'undo', onclick: undo }, 'Undo the suggestion'),
      ),
    ),
  );
}

function item(order, { request, changes }) {
  const is = (some) => list(some).some((one) => reference(one) === reference(order));
  const marks = [
    is(changes?.added) && badge('new', 'good'),
    is(changes?.changed) && badge('changed', 'good'),
    list(request.context?.selections).includes(reference(order)) && badge('selected', 'plain'),
  ];
  return el(
    'li',
    {},
    el('span', { class: 'name' }, name(order)),
    ' ',
    marks.filter(Boolean).map((mark) => [mark, ' ']),
    el('span', { class: 'small' }, details(order)),
  );
}

function goneItem(order) {
  return el('li', { class: 'gone' }, el('del', { class: 'name' }, name(order)), ' ', badge('removed', 'bad'));
}
