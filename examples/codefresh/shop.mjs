/** The price of some items, in cents. */
export function price(items, cents) {
  if (!Number.isInteger(items) || items < 1) throw new RangeError(`${items} is no number of items`);
  return items * cents;
}
