import styles from './Floating.module.css';
import { Hints } from './Hints.tsx';
import { Notices } from './Notices.tsx';

/** What the app says of itself over the map: at most one notice and one hint, under the search and over no control. */
export function Floating() {
  return (
    <div className={styles.floating}>
      <Notices />
      <Hints />
    </div>
  );
}
