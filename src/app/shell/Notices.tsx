import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { NoticeCard } from './NoticeCard.tsx';

/**
 * The newest sentence for the person, under the search; those before it follow once it has left. One leaves by itself once it could be
 * read, unless it holds an action, is being pointed at or has the focus; the tray keeps it.
 */
export function Notices() {
  const { notices } = useSession();
  const all = useStore(notices, n => n.notices);
  return (
    <div role="status" aria-live="polite">
      {all.map((notice, i) => (
        <NoticeCard key={notice.id} notice={notice} shown={i === all.length - 1} />
      ))}
    </div>
  );
}
