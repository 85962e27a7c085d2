import room from '../../../ui/room.module.css';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import type { HeldOut } from './heldOut.ts';
import classes from './Judge.module.css';

/** How the network does on galaxies it never saw: its bound, and its pictures beside those of as many principal components. */
export function HeldOutTable({ heldOut: { learnt, aside, linear } }: { heldOut: HeldOut }) {
  const fits = [
    { name: 'Learnt from', fit: learnt },
    { name: 'Never shown', fit: aside },
  ].flatMap(({ name, fit }) => (fit ? [{ name, fit }] : []));
  return (
    <div className={room.part}>
      <table className={classes.table} aria-label="How it does on galaxies it never saw">
        <thead>
          <tr>
            <th scope="col">Galaxies</th>
            <th scope="col">Number</th>
            <th scope="col">Bound, nats</th>
            <th scope="col">Squared error</th>
          </tr>
        </thead>
        <tbody>
          {fits.map(({ name, fit }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(fit.galaxies)}</td>
              <td>{formatNumber(fit.bound, 4)}</td>
              <td>{formatNumber(fit.error, 3)}</td>
            </tr>
          ))}
          {linear !== null && (
            <tr>
              <th scope="row">… by as many principal components</th>
              <td />
              <td />
              <td>{formatNumber(linear, 3)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p className={room.note}>
        {aside
          ? 'The bound is the evidence’s lower one, a galaxy: the larger the better. The error is of the pictures, a pixel.'
          : 'It learnt from every galaxy here: keep some aside to judge by, under Advanced, when you begin another.'}
      </p>
    </div>
  );
}
