/**
 * Finite numbers of single precision in ascending order, by the digits of their bits: many times as fast as a sort that compares.
 *
 * @param values (n) in any order; what is not finite is left out
 */
export function finiteAscending(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let keys = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if ((bits[i] & exponent) !== exponent) keys[count++] = keyOf(bits[i]);
  }
  keys = keys.subarray(0, count);
  let other = new Uint32Array(count);
  for (let shift = 0; shift < 32; shift += digitBits) {
    const places = placesOf(keys, shift);
    for (let i = 0; i < count; i++) other[places[(keys[i] >>> shift) & digitMask]++] = keys[i];
    [keys, other] = [other, keys];
  }
  for (let i = 0; i < count; i++) keys[i] = keys[i] & sign ? keys[i] ^ sign : ~keys[i];
  return new Float32Array(keys.buffer, keys.byteOffset, count);
}

/**
 * Places of an array in the order of its falling values; places of equal values keep their order.
 *
 * @param values (n)
 * @param places (m) those that are ordered, indices into `values`, at none of which it is NaN
 */
export function descendingPlaces(values: Float32Array, places: Uint32Array): Uint32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let keys = places.map(place => ~keyOf(bits[place]));
  let order = places.slice();
  let [otherKeys, otherOrder] = [new Uint32Array(places.length), new Uint32Array(places.length)];
  for (let shift = 0; shift < 32; shift += digitBits) {
    const next = placesOf(keys, shift);
    for (let i = 0; i < keys.length; i++) {
      const to = next[(keys[i] >>> shift) & digitMask]++;
      otherKeys[to] = keys[i];
      otherOrder[to] = order[i];
    }
    [keys, otherKeys, order, otherOrder] = [otherKeys, keys, otherOrder, order];
  }
  return order;
}

const [sign, exponent] = [0x80000000, 0x7f800000];
const digitBits = 11; // three passes, whose counts fit the first-level cache
const digitMask = 2 ** digitBits - 1;

/** A float's bits as a whole number that grows with it. */
function keyOf(bits: number): number {
  return bits & sign ? ~bits : bits | sign;
}

/** Where the first key of each digit goes. */
function placesOf(keys: Uint32Array, shift: number): Uint32Array {
  const places = new Uint32Array(digitMask + 1);
  for (let i = 0; i < keys.length; i++) places[(keys[i] >>> shift) & digitMask]++;
  for (let digit = 0, before = 0; digit <= digitMask; digit++) {
    const own = places[digit];
    places[digit] = before;
    before += own;
  }
  return places;
}
