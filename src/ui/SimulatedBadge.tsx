import classes from './SimulatedBadge.module.css';

/** Stands wherever a simulated galaxy does. */
export function SimulatedBadge() {
  return (
    <span className={classes.badge} title="Made by a galaxy simulator, not by a telescope">
      simulated
    </span>
  );
}
