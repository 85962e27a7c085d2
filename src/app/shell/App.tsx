import '@fontsource-variable/inter/index.css';
import '../theme/controls.css';
import '../theme/ink.css';
import { MantineProvider } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { SessionProvider } from '../../session/SessionContext.tsx';
import { ProvenanceProvider } from '../../ui/files/ProvenanceContext.tsx';
import { compose } from '../composition/composition.ts';
import { theme } from '../theme/theme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';

/** The whole app: its composition, its theme and an error boundary around both. */
export function App() {
  const [house] = useState(compose);
  const scheme = useStore(house.session.preferences, p => p.theme);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <SessionProvider session={house.session}>
        <ProvenanceProvider notes={house.provenanceNotes}>
          <ErrorBoundary what="Morphospace">
            <Frame house={house} />
          </ErrorBoundary>
        </ProvenanceProvider>
      </SessionProvider>
    </MantineProvider>
  );
}
