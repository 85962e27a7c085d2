import { shippedWeights } from '../../data/weights/shelf/shippedWeights.ts';
import type { ModelsStore } from '../../features/models/modelsStore.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Session } from '../../session/session.ts';
import type { Provenance, Told, WeightsFacts } from '../provenance/provenance.ts';

interface ProvenanceServices {
  notes(): Promise<Record<string, string>>;
  copyMethods(): Promise<void>;
}

/** Where results come from, for files and papers; the code is loaded when it is first asked for. */
export function provenanceServices(session: Session, models: ModelsStore): ProvenanceServices {
  async function cardOf(name: string): Promise<WeightsFacts | null> {
    const { card } = models.getState();
    if (card?.name === name) return card;
    if (!(shippedWeights as readonly string[]).includes(name)) return null;
    const { fetchManifest } = await import('../../data/weights/formats/weightsFile.ts');
    return fetchManifest(name, new URL('models/', document.baseURI).href).catch(() => null); // told without its card
  }
  async function provenance(): Promise<Provenance> {
    const [now, told] = [new Date(), momentOf(session)]; // before the code is there: a person may go on meanwhile
    const { provenanceOf } = await import('../provenance/provenance.ts');
    return provenanceOf(told, cardOf, now);
  }
  return {
    async notes() {
      const facts = provenance();
      const { provenanceNotes } = await import('../provenance/provenance.ts');
      return provenanceNotes(await facts);
    },
    async copyMethods() {
      const { notices } = session;
      try {
        const [{ methodsParagraph }, facts] = await Promise.all([
          import('../provenance/methodsParagraph.ts'),
          provenance(),
        ]);
        await navigator.clipboard.writeText(methodsParagraph(facts));
        notices.getState().say('A methods paragraph was copied, with the papers to cite.');
      } catch (error) {
        notices.getState().complain(`The paragraph could not be copied. ${sentenceOf(error)}`);
      }
    },
  };
}

/** What the stores hold now. */
function momentOf({ catalogue, representation, maps, filters, selection }: Session): Told {
  const held = <State>(store: { getState(): State }) => {
    const state = store.getState();
    return { getState: () => state };
  };
  return {
    catalogue: held(catalogue),
    representation: held(representation),
    maps: held(maps),
    filters: held(filters),
    selection: held(selection),
  };
}
