import { describe, expect, it } from 'vitest';
import { axisOfRanks, axisOfValues, positionsOnAxes } from '../../../src/maths/layout/axisPlaces.ts';

const values = [3, Number.NaN, 7, 5, 5, Number.POSITIVE_INFINITY];

describe('axisOfValues', () => {
  it('is linear: thirds of the range are thirds of the axis', () => {
    const axis = axisOfValues(values);
    expect([...axis.places]).toEqual([-10, Number.NaN, 10, 0, 0, Number.NaN]);
    for (const value of [-4, 3.7, 5, 11]) expect(axis.valueAt(axis.placeOf(value))).toBeCloseTo(value, 12);
  });

  it('puts a constant in the middle and no value nowhere', () => {
    expect([...axisOfValues([2, 2]).places]).toEqual([0, 0]);
    expect([...axisOfValues([Number.NaN]).places]).toEqual([Number.NaN]);
  });

  it('keeps values of opposite ends of the doubles apart', () => {
    expect([...axisOfValues([-1.7e308, 1.7e308]).places]).toEqual([-10, 10]);
  });
});

describe('axisOfRanks', () => {
  it('counts for each value how many are below it, half of its equals among them', () => {
    const known = Array.from({ length: 40 }, (_, i) => Math.sin(i * i) + (i % 3));
    const { places } = axisOfRanks(known);
    for (const [i, value] of known.entries()) {
      const below = known.filter(other => other < value).length;
      const equal = known.filter(other => other === value).length - 1;
      expect(places[i]).toBeCloseTo(10 * ((2 * (below + equal / 2)) / 39 - 1), 5);
    }
  });

  it('gives equal values one place, and tells the value at a place', () => {
    const axis = axisOfRanks(values);
    expect(axis.places[3]).toBe(axis.places[4]);
    expect([axis.valueAt(-10), axis.valueAt(0), axis.valueAt(10)]).toEqual([3, 5, 7]);
    expect(axis.placeOf(Number.NaN)).toBeNaN();
  });
});

describe('positionsOnAxes', () => {
  it('has no place where either value is missing', () => {
    const [x, y] = [axisOfValues([0, 1, Number.NaN]), axisOfValues([0, Number.NaN, 1])];
    expect([...positionsOnAxes(x, y)]).toEqual([-10, -10, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(() => positionsOnAxes(x, axisOfValues([1]))).toThrow('need two axes of 3 values; got 1');
  });
});
