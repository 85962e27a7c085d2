import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { ExportMenu } from '../../../ui/files/ExportMenu.tsx';
import { useProvenance } from '../../../ui/files/FileServices.tsx';
import type { GalleryStores } from '../gallery/galleryStores.ts';
import type { ShownSet } from '../gallery/shownSet.ts';
import { type ExportKind, exportPrototypes } from './exportPrototypes.ts';
import type { TableRow } from './tableRows.ts';

interface SetFilesProps {
  store: Pick<GalleryStores, 'gallery'>;
  shown: ShownSet;
  /** As the table shows them. */
  rows: readonly TableRow[];
}

/** The shown set as files. */
export function SetFiles({ store, shown, rows }: SetFilesProps) {
  const { notices } = useSession();
  const provenance = useProvenance();
  const file = (kind: ExportKind) => async () => {
    const { look, place } = store.gallery.getState();
    await exportPrototypes(kind, { shown, rows, look, place }, provenance);
  };
  return (
    <ExportMenu
      position="top-start"
      widthPx={260}
      items={[
        { label: 'Sheet of images as shown (PNG)', write: file('sheet') },
        { label: 'Finished images (.npy)', write: file('array') },
        { label: 'Card with the table (JSON)', write: file('card') },
        { label: 'Table alone (CSV)', disabled: rows.length === 0, write: file('table') },
      ]}
      onFailed={error =>
        notices.getState().complain(`The prototypes could not be exported. ${sentenceOf(error)}`)
      }
    />
  );
}
