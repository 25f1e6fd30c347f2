/** What the goods in a basket cost together, in cents. */
export function total(basket) {
  return basket.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}
