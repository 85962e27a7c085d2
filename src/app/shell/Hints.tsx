import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './Hints.module.css';
import { type HintName, useLessons } from './useLessons.ts';

const hints: readonly { name: HintName; text: string }[] = [
  { name: 'click', text: 'Click a galaxy: the ones that look most like it appear on the right.' },
  { name: 'zoom', text: 'Turn the wheel over the map: nearer galaxies are larger, and more of them show.' },
  {
    name: 'open',
    text: 'Drop a Parquet file or a folder of images anywhere to see your own, or open real galaxies under Data.',
  },
];

/** One short hint at a time on the first visits. It never comes back once it was dismissed, or done. */
export function Hints() {
  const { preferences } = useSession();
  const learnt = useStore(preferences, p => p.dismissedHints);
  const hint = hints.find(({ name }) => !learnt.includes(name));
  function learn(name: HintName): void {
    const { dismissedHints, change } = preferences.getState();
    if (!dismissedHints.includes(name)) change({ dismissedHints: [...dismissedHints, name] });
  }
  useLessons(learn);
  if (!hint) return null;
  return (
    <section className={styles.hints} aria-label="Hint">
      <p className={styles.hint}>
        <span>{hint.text}</span>
        <ActionIcon size="sm" aria-label="Dismiss the hint" onClick={() => learn(hint.name)}>
          <IconX size={14} />
        </ActionIcon>
      </p>
    </section>
  );
}
