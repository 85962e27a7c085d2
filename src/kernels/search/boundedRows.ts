import type { Comparison } from '../../maths/neighbours/rowSearch.ts';
import { boundRows } from './rowBounds.ts';
import { leadingLength, rowBytes } from './rowLoops.ts';
import { mostRows, type RowMemory } from './rowMemory.ts';
import { type SearchKernels, searchKernels } from './searchKernels.ts';

const mostCode = 32768;

/** Rows in memory, and their bounds in the metric and length that were asked for last. */
export interface BoundedRows {
  held: RowMemory;
  /** Power of two that brings the largest number of all rows to at most 1. */
  unit(): number;
  kernels(length: number): SearchKernels;
  /** Address of a row in a plane of the memory. */
  rowAt(plane: Int8Array, row: number): number;
  /** Brings the bounds to a metric and a length, unless another search wants others meanwhile. @yields between blocks */
  settleSteps(comparison: Comparison): Generator<number, void>;
  /** The same without a pause; at once where `settleSteps` has done it. */
  settle(comparison: Comparison): void;
}

/** @param held whose rows do not change any more once a search has begun */
export function createBoundedRows(held: RowMemory): BoundedRows {
  const { rows, bounds, scales, padded } = held;
  let unit = 0;
  const assembled = new Map<number, SearchKernels>(); // by length
  let settled = ''; // for which metric and length the bounds stand
  let builder: object | null = null; // who writes them at the moment

  function unitOfRows(): number {
    if (unit > 0) return unit;
    let largest = 0;
    for (const scale of rows.scales) if (scale > largest) largest = scale;
    unit = largest > 0 ? 2 ** -Math.ceil(Math.log2(largest * mostCode)) : 1;
    return unit;
  }

  function kernelsOf(length: number): SearchKernels {
    const known =
      assembled.get(length) ?? searchKernels({ blockBytes: rows.blockBytes, length }, held.memory);
    assembled.set(length, known);
    return known;
  }

  const rowAt = (plane: Int8Array, row: number) => plane.byteOffset + row * rowBytes;
  const keyOf = ({ metric, length }: Comparison) => `${metric} ${length}`;

  function boundBlock({ metric, length }: Comparison, from: number): void {
    const [coarseSquares, leadingSquares, fineSquares] = held.products;
    const to = Math.min(padded, from + mostRows);
    const { products } = kernelsOf(length);
    const [coarse, fine] = [rowAt(rows.coarse, from), rowAt(rows.fine, from)];
    products(coarse, coarse, coarseSquares.byteOffset, to - from);
    kernelsOf(Math.min(length, leadingLength)).products(coarse, coarse, leadingSquares.byteOffset, to - from);
    products(fine, fine, fineSquares.byteOffset, to - from);
    boundRows(
      { scales: scales.subarray(from, to), coarseSquares, leadingSquares, fineSquares },
      metric,
      unitOfRows(),
      length,
      {
        squares: bounds.squares.subarray(from, to),
        leadingSquares: bounds.leadingSquares.subarray(from, to),
        factors: bounds.factors.subarray(from, to),
        errors: bounds.errors.subarray(from, to),
      },
    );
  }

  return {
    held,
    unit: unitOfRows,
    kernels: kernelsOf,
    rowAt,
    *settleSteps(comparison) {
      if (settled === keyOf(comparison)) return;
      const mine = {};
      builder = mine;
      settled = '';
      for (let from = 0; from < padded; from += mostRows) {
        if (from > 0) yield 0;
        if (builder !== mine) return;
        boundBlock(comparison, from);
      }
      settled = keyOf(comparison);
    },
    settle(comparison) {
      if (settled === keyOf(comparison)) return;
      builder = null;
      for (let from = 0; from < padded; from += mostRows) boundBlock(comparison, from);
      settled = keyOf(comparison);
    },
  };
}
