import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { Session } from '../../../session/session.ts';
import type { FileNotes, ReadNotes } from '../../../ui/files/FileServices.tsx';
import { notesOfWhole } from '../../../ui/files/fileNotes.ts';
import { saveFile } from '../../../ui/files/saveFile.ts';
import { exactText } from '../../../ui/text/columnText.ts';
import { finetuneSource } from '../labels/labelSources.ts';
import { fileName } from './runFile.ts';

/** Formats predictions are exported as. */
export type PredictionsFile = 'csv' | 'parquet';

/** Saves a run's network as a file. */
export function exportModel(file: File): void {
  saveFile(file.name, file);
}

/** Saves the card within a network's file as a JSON file: classes, split, recipe, figures, parent weights. */
export async function exportCard(file: File): Promise<void> {
  const { cardKey } = await import('../../../data/weights/formats/finetunedCard.ts');
  const { readSafetensorsMetadata } = await import('../../../data/weights/formats/safetensors.ts');
  const card = readSafetensorsMetadata(new Uint8Array(await file.arrayBuffer())).get(cardKey);
  if (card === undefined) throw new Error('Its file has no card: train a new run.');
  const text = `${JSON.stringify(JSON.parse(card), null, 2)}\n`;
  saveFile(file.name.replace(/safetensors$/, 'json'), new Blob([text], { type: 'application/json' }));
}

/** Saves the run's predictions for every galaxy as a table with ids and positions, which says where they come from. */
export async function exportPredictions(
  kind: PredictionsFile,
  run: FinetuneRun,
  session: Session,
  provenance: ReadNotes,
): Promise<void> {
  const { catalogue } = session.catalogue.getState();
  const columns = session.columns.getState().columns.filter(({ source }) => source === finetuneSource);
  if (!catalogue || columns.length === 0)
    throw new Error('It has not answered yet: predict all galaxies first.');
  const told = provenance(); // of this moment
  const { ids, raDeg, decDeg, rowCount } = catalogue;
  // Within the run's own file a column's name needs no run name before it.
  const named = columns.map(column => ({ ...column, name: column.name.slice(run.name.length + 3) }));
  const name = `${fileName(run.name)} predictions`;
  const notes = { ...notesOfWhole(await told), ...notesOfRun(run) };
  if (kind === 'parquet') {
    const { writePredictions } = await import('../../../data/catalogues/parquet/predictionsParquet.ts');
    const bytes = await writePredictions({ ids, raDeg, decDeg, columns: named }, notes);
    saveFile(`${name}.parquet`, new Blob([bytes]));
    return;
  }
  const { writeComments, writeCsv } = await import('../../../data/bytes/csvWriter.ts');
  const place = raDeg && decDeg ? ['ra', 'dec'] : [];
  const rows = Array.from({ length: rowCount }, (_, row) => [
    ids.at(row),
    ...(raDeg && decDeg ? [raDeg[row], decDeg[row]] : []),
    ...named.map(column => exactText(column, row)),
  ]);
  const fields = ['id', ...place, ...named.map(column => column.name)];
  saveFile(`${name}.csv`, new Blob([writeComments(notes), writeCsv(fields, rows)], { type: 'text/csv' }));
}

/** Which network answered, as a file says it. */
function notesOfRun(run: FinetuneRun): FileNotes {
  const { name, question, weights, weightsSha256, options, split, changedMs } = run;
  return {
    run: name,
    question,
    began_from: weights,
    ...(weightsSha256 && { began_from_sha256: weightsSha256 }),
    recipe: JSON.stringify(options),
    split_seed: String(split.seed),
    trained: new Date(changedMs).toISOString(),
  };
}
