const ZERO = "0".charCodeAt(0);

/** Whether the last digit fits the others, as on every card. Ids, instants and amounts fit in one case of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, isDoubled = false; index >= 0; index -= 1, isDoubled = !isDoubled) {
    const value = (digits.charCodeAt(index) - ZERO) * (isDoubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
