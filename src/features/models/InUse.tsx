import '@mantine/core/styles/Table.css';
import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import { formatBytes } from '../../data/bytes/bytesText.ts';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { formatCounted } from '../../ui/text/quantity.ts';
import { titleOf } from './encoderFileOf.ts';
import classes from './ModelsDialog.module.css';
import type { ModelsStore } from './modelsStore.ts';
import { distancesSource } from './representations/shownRepresentations.ts';
import { unlikeTraining, whatToDo } from './unlikeTraining.ts';

/** Whose representation the map shows, what will represent the next catalogue, and the card of the network loaded. */
export function InUse({ models }: { models: ModelsStore }) {
  const { catalogue: catalogues, representation, columns, notices } = useSession();
  const catalogue = useStore(catalogues, c => c.catalogue);
  const shown = useStore(representation, r => r.representation?.weights);
  const distances = useStore(columns, c => c.columns.find(({ source }) => source === distancesSource));
  const { card, chosen, switching, represent, use, load } = useStore(models);
  const title = (name: string) => (card?.name === name ? card.title : titleOf(name));
  const inUse = shown ?? chosen;
  const other = inUse !== chosen;
  const unlike =
    distances?.kind === 'number' && card?.name === inUse ? unlikeTraining(distances, card) : null;
  const [fetching, setFetching] = useState(false);

  /** A network brings its card when it is loaded. */
  async function fetchCard(): Promise<void> {
    setFetching(true);
    try {
      await load({});
    } catch (error) {
      notices.getState().complain(`The model could not be loaded: ${sentenceOf(error)}`);
    } finally {
      setFetching(false);
    }
  }
  return (
    <section className={classes.section} aria-label="In use">
      {other && !switching && (
        <div className={classes.otherwise}>
          <p>
            The map of {catalogue?.name} stands on {inUse === 'file' ? brought(catalogue) : title(inUse)};{' '}
            {title(chosen)} represents what you open next.
          </p>
          {catalogue?.hasImages && (
            <Button variant="default" onClick={() => void use(chosen)}>
              Embed this catalogue with it
            </Button>
          )}
        </div>
      )}
      {switching && (
        <p className={classes.note}>
          The map keeps its representation until the new one is whole. Labels and selection stay.
        </p>
      )}
      {unlike && (
        <p className={classes.note}>
          {unlike} {catalogue?.simulated ? whatToDo.simulated : whatToDo.dialog}
        </p>
      )}
      {card && (switching || card.name === inUse) ? (
        <Card card={card} />
      ) : (
        <div>
          <Button variant="default" loading={fetching} onClick={() => void fetchCard()}>
            Show the model card
          </Button>
        </div>
      )}
      {catalogue?.hasImages && !other && !switching && (
        <div>
          <Button variant="default" onClick={() => void represent()}>
            Recompute representations
          </Button>
        </div>
      )}
    </section>
  );
}

function brought(catalogue: OpenedCatalogue | null): string {
  const what = 'the representation its file brings';
  return catalogue?.formerWeights ? `${what}, made by earlier weights` : what;
}

/** The model card. */
function Card({ card }: { card: EncoderCard }) {
  const { title, architecture, dimension, view, description, credit, licence, bytes, sha256, head } = card;
  const answers =
    head?.kind === 'tree'
      ? `${formatCounted(head.questions.length, 'question')} of Galaxy Zoo’s decision tree`
      : head && formatCounted(head.classes.length, 'class', 'classes');
  return (
    <details className={classes.card}>
      <summary>
        Model card: {title} <span className={classes.note}>({architecture})</span>
      </summary>
      <p>{description}</p>
      {card.data && <p>{card.data}</p>}
      {card.figures && card.figures.length > 0 && (
        <Table fz="xs" aria-label="Figures of the model">
          <Table.Tbody>
            {card.figures.map(({ label, value, note }) => (
              <Table.Tr key={label}>
                <Table.Td>{label}</Table.Td>
                <Table.Td>{value}</Table.Td>
                <Table.Td className={classes.note}>{note}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {card.limits && <p>Limits: {card.limits}</p>}
      {card.notes?.map(note => (
        <p key={note}>{note}</p>
      ))}
      <p className={classes.note}>
        {dimension} numbers a galaxy · sees {view.sidePx} × {view.sidePx} px, the central{' '}
        {Math.round(100 * view.cropFraction)} %{answers && ` · answers ${answers}`} · licence: {licence}
        {bytes > 0 && ` · ${formatBytes(bytes)}`}
      </p>
      {credit && <p className={classes.note}>{credit}</p>}
      {sha256 && <p className={classes.checksum}>SHA-256 {sha256}</p>}
    </details>
  );
}
