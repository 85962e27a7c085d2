import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CoveredPicture } from '../../../contracts/clustering/clusterStudies.ts';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { SquarePicture } from '../../../ui/pictures/SquarePicture.tsx';
import { chosenRows } from './chosenRows.ts';
import { type ClusterChoice, viewOfChoice } from './clusterChoice.ts';
import classes from './NewClustering.module.css';
import type { Studies } from './pictureReader.ts';

interface CoverFieldsProps {
  choice: ClusterChoice;
  onChange(choice: ClusterChoice): void;
  studies: Studies;
  pixels: IngestWorker['pixels'];
}

const looked = 48; // galaxies in which companions are looked for
const shownMost = 9;

/** Whether companions are covered and galaxies turned; what is covered is drawn, and can be left uncovered one by one. */
export function CoverFields({ choice, onChange, studies, pixels }: CoverFieldsProps) {
  const session = useSession();
  const [found, setFound] = useState<{ row: number; picture: CoveredPicture }[] | null>(null);
  const [looking, setLooking] = useState(false);
  const [draw, setDraw] = useState(1);
  const { mask, turn, uncovered, sidePx } = choice;

  async function look(): Promise<void> {
    const { catalogue } = session.catalogue.getState();
    if (!catalogue) return;
    setLooking(true);
    try {
      const { rows } = chosenRows(session, choice.galaxies);
      const some = createRandom(draw).shuffle(rows.slice()).slice(0, looked).sort();
      setDraw(draw + 1);
      const batch = await pixels(catalogue.handle, some, viewOfChoice({ sidePx, mask: true, turn }));
      const recipe = { sidePx, mask: true, turn, uncovered: new Uint32Array(0) };
      const pictures = await studies.call(api => api.coveredPictures(batch, recipe));
      const all = pictures.map((picture, i) => ({ row: batch.rows[i], picture }));
      setFound(all.filter(({ picture }) => picture.covered.includes(1)).slice(0, shownMost));
    } catch (error) {
      session.notices.getState().complain(`The galaxies could not be shown: ${sentenceOf(error)}`);
    }
    setLooking(false);
  }
  return (
    <div className={classes.fields}>
      <Checkbox
        size="xs"
        label="Cover companions"
        description="Else clusters are partly about where a companion stands. It hides mergers too."
        checked={mask}
        onChange={event => onChange({ ...choice, mask: event.currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label="Turn galaxies to their long axis"
        checked={turn}
        onChange={event => onChange({ ...choice, turn: event.currentTarget.checked })}
      />
      {mask && (
        <div className={classes.actions}>
          <Button size="compact-xs" variant="default" loading={looking} onClick={() => void look()}>
            {found ? 'Look at others' : 'Look at what is covered'}
          </Button>
          {uncovered.length > 0 && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange({ ...choice, uncovered: [] })}
            >
              Cover all again
            </Button>
          )}
        </div>
      )}
      {mask && found && (
        <>
          <p className={classes.meaning}>
            {found.length === 0
              ? `None of ${looked} galaxies has a companion.`
              : 'Blue is covered; beside it the galaxy as it is clustered. Press one to leave its companion, as of a merger.'}
          </p>
          <div className={classes.covered}>
            {found.map(({ row, picture }) => {
              const covered = !uncovered.includes(row);
              const id = session.catalogue.getState().catalogue?.ids.at(row) ?? String(row);
              return (
                <button
                  key={row}
                  type="button"
                  className={classes.cover}
                  aria-pressed={covered}
                  aria-label={`Cover the companion of ${id}`}
                  title={id}
                  onClick={() =>
                    onChange({
                      ...choice,
                      uncovered: covered ? [...uncovered, row] : uncovered.filter(each => each !== row),
                    })
                  }
                >
                  <span className={classes.pictures}>
                    <CoveredBefore picture={picture} covered={covered} />
                    <CoveredAfter picture={picture} />
                  </span>
                  {covered ? 'covered' : 'left as it is'}
                </button>
              );
            })}
          </div>
        </>
      )}
    </div>
  );
}

function CoveredBefore({ picture, covered }: { picture: CoveredPicture; covered: boolean }) {
  const [values] = useState(() => Float32Array.from(picture.before, value => value / 255));
  return (
    <SquarePicture values={values} sidePx={picture.sidePx} marked={covered ? picture.covered : undefined} />
  );
}

function CoveredAfter({ picture }: { picture: CoveredPicture }) {
  const [values] = useState(() => Float32Array.from(picture.after, value => value / 255));
  return <SquarePicture values={values} sidePx={picture.outPx} />;
}
