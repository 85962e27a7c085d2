import classes from './SimulatedBadge.module.css';

/** Marks a simulated galaxy wherever one is shown. */
export function SimulatedBadge() {
  return (
    <span className={classes.badge} title="Made by a galaxy simulator, not by a telescope">
      simulated
    </span>
  );
}
