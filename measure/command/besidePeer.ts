/** Times that a process took, of the same work over and over. */
interface Timed {
  seconds: number[];
  processorSeconds: number[];
}

/** Our least times over a peer's: of the clock, and of the processor, which other work on the machine disturbs less. */
export function besidePeer(ours: readonly Timed[], torch: readonly Timed[]) {
  const least = (runs: readonly Timed[], key: keyof Timed) => Math.min(...runs.flatMap(each => each[key]));
  const [oursSeconds, torchSeconds] = [least(ours, 'seconds'), least(torch, 'seconds')];
  const processor = { ours: least(ours, 'processorSeconds'), torch: least(torch, 'processorSeconds') };
  return {
    oursSeconds,
    torchSeconds,
    ratio: oursSeconds / torchSeconds,
    processorSeconds: { ...processor, ratio: processor.ours / processor.torch },
  };
}
