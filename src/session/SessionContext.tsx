import { createContext, type ReactNode, useContext } from 'react';
import type { Session } from './session.ts';

const SessionContext = createContext<Session | null>(null);

/** Gives the components below it their session; see {@link useSession}. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

/** The session of the app this component is part of. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('need a SessionProvider above this component; got none');
  return session;
}
