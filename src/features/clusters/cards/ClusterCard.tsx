import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { clusterName } from '../../../data/runs/clusterEdits.ts';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { NameField } from '../../../ui/NameField.tsx';
import { SquarePicture } from '../../../ui/pictures/SquarePicture.tsx';
import { formatCount, formatPercent } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import type { ExplainStore } from '../shown/explainStore.ts';
import type { PaintStore } from '../shown/paintStore.ts';
import type { ShownClustering, ToldGalaxies } from '../shown/shownClustering.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import { CardMenu } from './CardMenu.tsx';
import classes from './Cards.module.css';
import { amiMeaning, explanationWords, membersOfCluster, typicalMembers } from './cardFacts.ts';
import { ExplanationTable } from './ExplanationTable.tsx';
import { TypicalGalaxy } from './TypicalGalaxy.tsx';

interface ClusterCardProps {
  cluster: number;
  clustering: ShownClustering;
  told: ToldGalaxies | null;
  shown: ShownStore;
  explained: ExplainStore;
  paint: PaintStore;
}

const typical = 6;

/** One cluster: its generated mean, how large it is, what explains it, its most typical galaxies, and what can be made of it. */
export function ClusterCard({ cluster, clustering, told, shown, explained, paint }: ClusterCardProps) {
  const session = useSession();
  const edits = useStore(shown, s => s.edits);
  const explanations = useStore(explained, s => s.explanations?.byCluster.get(cluster));
  const [naming, setNaming] = useState(false);
  const [all, setAll] = useState(false);
  const { portrait, results } = clustering;
  const { sidePx, mixture } = portrait;
  const name = clusterName(edits, cluster);
  const members = useMemo(() => (told ? membersOfCluster(told, cluster) : []), [told, cluster]);
  const near = useMemo(() => {
    if (!results) return [];
    const latents = mixture.means.length / mixture.logWeights.length;
    const span = [cluster * latents, (cluster + 1) * latents] as const;
    const [mean, spread] = [mixture.means.subarray(...span), mixture.logVariances.subarray(...span)];
    return typicalMembers(members, results.codes, mean, spread, typical);
  }, [results, mixture, members, cluster]);
  const numbers = pictureNumbers(portrait);
  const painted = useStore(paint, s => s.pictures);
  const hidden = edits.hidden.includes(cluster);
  const { name: rename } = shown.getState();
  const why = explanationWords(explanations);

  function select(): void {
    const rows = Uint32Array.from(members, ({ row }) => row).sort();
    session.selection.getState().chooseMany(rows, name, 'new');
  }
  const drawn = paint.getState().of(cluster, painted);
  return (
    <li className={classes.card} aria-label={name}>
      <div className={classes.head}>
        <span className={classes.mean}>
          <SquarePicture
            values={portrait.means.subarray(cluster * numbers, (cluster + 1) * numbers)}
            sidePx={sidePx}
            label={`Generated mean of ${name}`}
          />
        </span>
        <div style={{ minWidth: 0 }}>
          {naming ? (
            <NameField
              label={`Name of ${name}`}
              name={name}
              onDone={next => {
                setNaming(false);
                if (next !== null) rename(cluster, next);
              }}
            />
          ) : (
            <button
              type="button"
              className={classes.name}
              title="Rename"
              aria-label={`Rename ${name}`}
              onClick={() => setNaming(true)}
            >
              {name}
            </button>
          )}
          {told && (
            <p className={classes.why}>
              {formatCount(members.length)} galaxies, {formatPercent(members.length / told.rows.length)}
            </p>
          )}
          {why && (
            <p className={classes.why}>
              {why.words}
              {why.ami !== null && (
                <>
                  <Term meaning={amiMeaning}>AMI</Term> {why.ami}
                </>
              )}
            </p>
          )}
        </div>
        <CardMenu cluster={cluster} shown={shown} onRename={() => setNaming(true)} />
      </div>
      {!hidden && near.length > 0 && (
        <div className={classes.pairs}>
          {near.map(({ row, place }) => (
            <TypicalGalaxy key={row} row={row} sidePx={sidePx} made={painted?.made.get(place)} />
          ))}
        </div>
      )}
      {!hidden && drawn.length > 0 && (
        <>
          <span className={classes.caption}>Synthetic: drawn from this cluster</span>
          <div className={classes.drawn}>
            {drawn.map(({ name: draw, values }) => (
              <SquarePicture
                key={draw}
                values={values}
                sidePx={sidePx}
                label={`Synthetic galaxy ${draw} of ${name}`}
              />
            ))}
          </div>
        </>
      )}
      {!hidden && told && (
        <div className={classes.actions}>
          <Button size="compact-xs" variant="default" disabled={members.length === 0} onClick={select}>
            Select them
          </Button>
          {explanations && (
            <Button size="compact-xs" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
              What explains it
            </Button>
          )}
        </div>
      )}
      {!hidden && all && explanations && <ExplanationTable explanations={explanations} />}
    </li>
  );
}
