import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import room from '../../../ui/room.module.css';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import type { JudgeStore } from './judgeStore.ts';

/** How far galaxies drawn from a clustering are from real ones. */
export function GeneratedPart({ judge, able }: { judge: JudgeStore; able: boolean }) {
  const { beside, comparing, compareGenerated } = useStore(judge);
  return (
    <div className={room.part}>
      <Button
        size="compact-xs"
        variant="default"
        style={{ alignSelf: 'start' }}
        loading={comparing}
        disabled={!able}
        onClick={() => void compareGenerated()}
      >
        Compare generated galaxies with real ones
      </Button>
      {beside && (
        <p className={room.note}>
          Fréchet distance of {formatCount(beside.galaxies)} generated galaxies from as many real ones:{' '}
          {formatNumber(beside.drawn, 3)}; of one half of the real ones from the other:{' '}
          {formatNumber(beside.halves, 3)}. In {formatCount(beside.components)} principal components of “
          {beside.network}”, which saw both as they are clustered.
        </p>
      )}
    </div>
  );
}
