import type { StoreApi } from 'zustand/vanilla';
import type { JobControl } from '../../contracts/job.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import type { TensorClient } from '../../rpc/tensorClient.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Session } from '../../session/session.ts';
import { createEncoderLoader } from './encoderLoader.ts';
import type { ModelsClients, ModelsState } from './modelsState.ts';

/** The backend, the network that is loaded on it, and the one a person has chosen. */
export interface EncoderChoice {
  /** Races the backends; a failure becomes a notice. */
  race(): Promise<void>;
  /** The network the worker has; null before the first. */
  present(): EncoderCard | null;
  /** Loads weights by name, on a backend that is raced for first. */
  loaded(name: string, control: JobControl): Promise<EncoderCard>;
  /** The chosen weights, or the shipped ones where those can no longer be had. */
  loadedChoice(control: JobControl): Promise<EncoderCard>;
  /** Starts another tensor worker on WebAssembly with the network of a card. */
  helper(card: EncoderCard): Promise<TensorClient>;
  /** Represents what is opened next with these weights, also after a reload. */
  choose(name: string): void;
  /** These weights are no more; others may take their name. */
  forget(name: string): void;
}

/**
 * @param store whose `backend`, `racing`, `card` and `chosen` this keeps
 * @param shipped names of the weights beside the app, the default first
 */
export function createEncoderChoice(
  session: Session,
  clients: Pick<ModelsClients, 'tensor' | 'encoderFile' | 'openHelper'>,
  shipped: readonly string[],
  store: StoreApi<ModelsState>,
): EncoderChoice {
  const standard = shipped[0];
  const loader = createEncoderLoader(clients.tensor, shipped, clients.encoderFile, card =>
    store.setState({ card }),
  );

  async function race(): Promise<void> {
    store.setState({ racing: true });
    try {
      store.setState({ backend: await clients.tensor.report() });
    } catch (error) {
      session.notices.getState().complain(`No backend could be started: ${sentenceOf(error)}`);
    } finally {
      store.setState({ racing: false });
    }
  }

  async function loaded(name: string, control: JobControl): Promise<EncoderCard> {
    if (!store.getState().backend) await race();
    return loader.load(name, control);
  }

  return {
    race,
    present: loader.present,
    loaded,
    async loadedChoice(control) {
      const { chosen } = store.getState();
      try {
        return await loaded(chosen, control);
      } catch (error) {
        if (chosen === standard || isAbort(error)) throw error;
        store.getState().forget(chosen);
        const card = await loaded(standard, control);
        session.notices
          .getState()
          .complain(
            `The weights you last used could not be loaded. ${sentenceOf(error)} ${card.title} is used instead; the Models dialog can fetch them again.`,
          );
        return card;
      }
    },
    async helper(card) {
      const client = clients.openHelper?.();
      if (!client) throw new Error('need a way to start tensor workers; got none');
      try {
        client.prefer('wasm');
        await loader.loadInto(client, card);
        return client;
      } catch (error) {
        client.end();
        throw error;
      }
    },
    forget: loader.forget,
    choose(name) {
      store.setState({ chosen: name });
      session.preferences.getState().change({ weights: name === standard ? null : name });
    },
  };
}
