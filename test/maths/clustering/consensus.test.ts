import { describe, expect, it } from 'vitest';
import { agreementOfOthers } from '../../../src/maths/clustering/consensus.ts';

const own = Int32Array.from({ length: 90 }, (_, i) => Math.floor(i / 30));

describe('what other divisions say of one', () => {
  it('is that they agree where they are the same by other names', () => {
    const renamed = own.map(label => 7 - 2 * label);
    expect(agreementOfOthers(own, [renamed]).every(share => share === 1)).toBe(true);
  });

  it('is disputed where they place a thing elsewhere, by the share of them that do', () => {
    const moved = own.map((label, i) => (i < 5 ? 2 : label));
    const renamed = own.map(label => (label + 1) % 3);
    const shares = agreementOfOthers(own, [moved, renamed]);
    for (const [i, share] of shares.entries()) expect(share, String(i)).toBe(i < 5 ? 0.5 : 1);
  });

  it('lets a finer division stand for this one, and leaves out what nobody tells', () => {
    const finer = own.map((label, i) => 2 * label + (i % 2));
    finer[3] = -1;
    const shares = agreementOfOthers(own, [finer]);
    expect(shares[3]).toBeNaN();
    expect(shares.filter((_, i) => i !== 3).every(share => share === 1)).toBe(true);
    expect(agreementOfOthers(own, [])[0]).toBeNaN();
  });
});
