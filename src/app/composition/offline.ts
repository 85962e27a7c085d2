import type { NoticesStore } from '../../session/notices.ts';

const newVersionSentence = 'A new version of Morphospace is ready. Reload to use it; what is saved stays.';

/**
 * Installs the service worker that keeps the app on this machine, so that it opens without a network, and offers later versions
 * once they are here. A browser that forbids it, or a person who saves data, goes on without.
 */
export async function keepOffline(notices: NoticesStore, { navigator, document }: Window): Promise<void> {
  const savesData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  if (!('serviceWorker' in navigator) || savesData) return;
  const { Workbox } = await import('workbox-window');
  const service = new Workbox(new URL('offline.js', document.baseURI).href);
  service.addEventListener('waiting', () => {
    notices.getState().offerReload(newVersionSentence, () => {
      service.addEventListener('controlling', () => window.location.reload());
      service.messageSkipWaiting();
    });
  });
  await service.register().catch(() => {}); // in private windows, or where the address is not a safe one
}
