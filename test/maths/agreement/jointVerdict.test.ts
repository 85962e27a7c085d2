import { expect, it } from 'vitest';
import { majorityOf, meanOf, medianOf } from '../../../src/maths/agreement/jointVerdict.ts';

it('takes the middle score, the mean of two in the middle, or the mean of all', () => {
  expect(medianOf([5, 0, 4])).toBe(4);
  expect(medianOf([10, 9, 2, 0])).toBe(5.5); // by size, not by letters
  expect(medianOf([3])).toBe(3);
  expect(medianOf([])).toBeNaN();
  expect(meanOf([5, 0, 4])).toBe(3);
  expect(meanOf([])).toBeNaN();
});

it('takes the class most people gave, and none where several are given as often', () => {
  expect(majorityOf([1, 3, 0])).toBe(1);
  expect(majorityOf([2, 1, 1])).toBe(0); // more than any other, not more than half
  expect(majorityOf([0, 2, 2])).toBe(-2);
  expect(majorityOf([1, 2, 2, 3])).toBe(3);
  expect(majorityOf([0, 0])).toBe(-1);
  expect(majorityOf([])).toBe(-1);
});
