import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { formatBytes } from '../../data/bytes/bytesText.ts';
import { hubPage } from '../../data/weights/shelf/hubRoutes.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { JobLine } from './JobLine.tsx';
import type { LibraryStore } from './libraryStore.ts';
import classes from './ModelsDialog.module.css';
import type { ModelsStore } from './modelsStore.ts';

/** What a row says of weights; what is not known is left out. */
export interface ModelFacts {
  name: string;
  title: string;
  notes: string;
  architecture?: string | null;
  dimension?: number | null;
  /** Size of the download. */
  bytes?: number | null;
  licence?: string;
  greyscale?: boolean;
  /** Where it is published. */
  repository?: string;
}

interface ModelRowProps {
  facts: ModelFacts;
  models: ModelsStore;
  library: LibraryStore;
  /** Opens a file that was fetched by hand. */
  onOpenFile(): void;
}

/** One model: what it is, whether it is here, and what can be done with it. */
export function ModelRow({ facts, models, library, onOpenFile }: ModelRowProps) {
  const { name, title, repository, licence } = facts;
  const { jobs, representation } = useSession();
  const chosen = useStore(models, m => m.chosen === name);
  const switching = useStore(models, m => (m.switching?.name === name ? m.switching.job : undefined));
  const onMap = useStore(representation, r => r.representation?.weights === name);
  const file = useStore(library, l => l.files?.find(each => each.name === name));
  const isLooking = useStore(library, l => l.files === null);
  const visiting = useStore(library, l => l.visiting.some(each => each.name === name));
  const download = useStore(library, l => l.downloads[name]);
  const failure = useStore(library, l => l.failures[name]);
  const { use } = models.getState();
  const { download: fetch, remove } = library.getState();
  const shipped = !repository && !name.startsWith('file:');
  const here = shipped || visiting || file?.complete === true;
  const job = switching ?? download;
  const fetchVerb = file ? 'Resume' : failure ? 'Download again' : 'Download';
  return (
    <li className={classes.row} data-current={chosen || undefined}>
      <div>
        <h3 className={classes.title}>{title}</h3>
        <p className={classes.note}>
          {factsText(facts)}
          {licence && ` · ${licence}`}
          {repository && (
            <>
              {' · '}
              <a className={classes.link} href={hubPage(repository)} target="_blank" rel="noreferrer">
                its page<span className={classes.unseen}> ({title})</span>
              </a>
            </>
          )}
        </p>
        {facts.notes && <p className={classes.note}>{facts.notes}</p>}
      </div>
      <div className={classes.state}>
        {job === undefined && (
          <>
            <span className={classes.note}>
              {!here && isLooking
                ? 'looking whether it is here …'
                : stateText(here, chosen, onMap, file, facts)}
            </span>
            {here && !(chosen && onMap) && (
              <Button variant="default" aria-label={`Use ${title}`} onClick={() => void use(name)}>
                Use
              </Button>
            )}
            {!here && !isLooking && (
              <Button variant="default" aria-label={`${fetchVerb} ${title}`} onClick={() => void fetch(name)}>
                {fetchVerb}
              </Button>
            )}
            {(file || visiting) && (
              <Button
                variant="subtle"
                color="gray"
                aria-label={`Delete ${title}`}
                onClick={() => remove(name)}
              >
                Delete
              </Button>
            )}
          </>
        )}
        {job !== undefined && (
          <Button variant="default" aria-label={`Stop ${title}`} onClick={() => jobs.getState().cancel(job)}>
            Stop
          </Button>
        )}
      </div>
      {job !== undefined && <JobLine id={job} />}
      {failure && job === undefined && (
        <div className={classes.failure} role="alert">
          <p>{failure}</p>
          <Button variant="default" onClick={onOpenFile}>
            Open a file of weights…
          </Button>
        </div>
      )}
    </li>
  );
}

function factsText({ architecture, dimension, greyscale }: ModelFacts): string {
  return [architecture, dimension && `${dimension} numbers a galaxy`, greyscale && 'greyscale']
    .filter(Boolean)
    .join(' · ');
}

function stateText(
  here: boolean,
  chosen: boolean,
  onMap: boolean,
  file: { heldBytes: number; totalBytes: number | null; complete: boolean } | undefined,
  facts: ModelFacts,
): string {
  if (chosen && onMap) return 'in use';
  if (file?.complete) return `${formatBytes(file.heldBytes)} here`;
  if (file) {
    const of = file.totalBytes === null ? '' : ` of ${formatBytes(file.totalBytes)}`;
    return `${formatBytes(file.heldBytes)}${of} here`;
  }
  if (here) return facts.bytes ? formatBytes(facts.bytes) : '';
  return facts.bytes ? formatBytes(facts.bytes) : 'size known once it starts';
}
