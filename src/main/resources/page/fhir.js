// Reads and writes the JSON of a request. A pasted request may hold anything: what is not as FHIR has it is not there.

const WORDS = { h: 'hours', d: 'days', wk: 'weeks', mo: 'months' };
const DAYS = { h: 1 / 24, d: 1, wk: 7, mo: 30, min: 1 / 1440, s: 1 / 86400, a: 365 };

export const list = (value) => (Array.isArray(value) ? value : []);
export const object = (value) => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {});
const text = (value) => (typeof value === 'string' ? value : '');

/** The name of the context's field with the drafts; null for a hook without. */
export function draftsField(request) {
  const context = object(request?.context);
  return ['draftOrders', 'medications'].find((name) => context[name] !== undefined) ?? null;
}

/** The drafted resources, in their order. */
export function drafts(request) {
  const field = draftsField(request);
  return field === null ? [] : resources(request.context[field]);
}

/** The resources of a Bundle, a resource alone, or nothing. */
export function resources(bundle) {
  if (object(bundle).resourceType && bundle.resourceType !== 'Bundle') {
    return [bundle];
  }
  return list(object(bundle).entry).map((entry) => object(object(entry).resource)).filter((one) => one.resourceType);
}

/** The resources that a key of the prefetch brings. */
export function prefetched(request, key) {
  return resources(object(request?.prefetch)[key]);
}

export function reference(resource) {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}

/** What a concept calls itself. */
export function concept(value) {
  const codings = list(object(value).coding);
  return text(object(value).text) || text(object(codings[0]).display) || text(object(codings[0]).code);
}

/** What an order, a problem or an allergy is of, in its own words. */
export function name(resource) {
  const contained = list(resource.contained).find((one) => object(one).resourceType === 'Medication');
  return (
    concept(resource.medicationCodeableConcept) ||
    concept(resource.code) ||
    text(object(resource.medicationReference).display) ||
    concept(object(contained).code) ||
    `${resource.resourceType} without a name`
  );
}

/** Amount at a time, times a day, days, refills; null for what an order does not say. */
export function regimen(order) {
  const dosage = object(list(order.dosageInstruction)[0]);
  const repeat = object(object(dosage.timing).repeat);
  const dose = object(object(list(dosage.doseAndRate)[0]).doseQuantity);
  const dispense = object(order.dispenseRequest);
  const perDay = timesADay(repeat);
  const amount = number(dose.value);
  return {
    amount,
    unit: text(dose.unit) || text(object(dispense.quantity).unit) || 'tablet',
    perDay,
    days: days(dispense.expectedSupplyDuration) ?? days(repeat.boundsDuration) ?? supplied(dispense, amount, perDay),
    refills: number(dispense.numberOfRepeatsAllowed),
  };
}

function number(value) {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function timesADay(repeat) {
  const period = number(repeat.period);
  const unit = DAYS[repeat.periodUnit];
  return period && unit ? round((number(repeat.frequency) ?? 1) / (period * unit)) : null;
}

function days(duration) {
  const value = number(object(duration).value);
  const unit = DAYS[object(duration).code ?? 'd'];
  return value !== null && unit ? round(value * unit) : null;
}

function supplied(dispense, amount, perDay) {
  const quantity = number(object(dispense.quantity).value);
  return quantity && amount && perDay ? round(quantity / (amount * perDay)) : null;
}

function round(value) {
  return Math.round(value * 100) / 100;
}

/** An order in one line. */
export function details(order) {
  const { amount, unit, perDay, days: length, refills } = regimen(order);
  const said = text(object(list(order.dosageInstruction)[0]).text);
  const parts = [
    said || (amount && perDay ? `${amount} ${unit}, ${perDay} a day` : ''),
    length ? `${length} days` : '',
    refills ? `${refills} ${refills === 1 ? 'refill' : 'refills'}` : '',
    ['stopped', 'cancelled', 'revoked', 'completed'].includes(order.status) ? order.status : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** Writes a regimen into an order: how much, how often, how long, and the amount that follows. */
export function writeRegimen(order, { amount, perDay, days: length, refills, unit }) {
  const dosages = list(order.dosageInstruction);
  const dosage = object(dosages[0]);
  const timing = object(dosage.timing);
  const often = perDay ?? 1;
  const repeat = {
    ...object(timing.repeat),
    frequency: Math.max(1, Math.round(often)),
    period: often >= 1 ? 1 : round(1 / often),
    periodUnit: 'd',
  };
  delete repeat.boundsDuration;
  const [dose = {}] = list(dosage.doseAndRate);
  order.dosageInstruction = [
    {
      ...dosage,
      text: `${amount ?? 1} ${unit}, ${perDay ?? 1} ${(perDay ?? 1) === 1 ? 'time' : 'times'} a day`,
      timing: { repeat },
      doseAndRate: [{ ...object(dose), doseQuantity: { ...object(object(dose).doseQuantity), value: amount ?? 1, unit } }],
    },
  ];
  const dispense = object(order.dispenseRequest);
  order.dispenseRequest = { ...dispense, numberOfRepeatsAllowed: refills ?? 0 };
  if (length === null) {
    delete order.dispenseRequest.expectedSupplyDuration;
    delete order.dispenseRequest.quantity;
    return;
  }
  const quantity = round((amount ?? 1) * (perDay ?? 1) * length);
  order.dispenseRequest.quantity = { ...object(dispense.quantity), value: quantity, unit };
  order.dispenseRequest.expectedSupplyDuration = {
    value: length,
    unit: WORDS.d,
    system: 'http://unitsofmeasure.org',
    code: 'd',
  };
}

/** A CodeableConcept of a choice; of words alone where it has no code. */
export function asConcept({ label, system, code }) {
  return code ? { coding: [{ system, code, display: label }], text: label } : { text: label };
}
