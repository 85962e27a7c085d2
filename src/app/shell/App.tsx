import '@fontsource-variable/inter/index.css';
import '../theme/controls.css';
import '../theme/ink.css';
import { MantineProvider } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { sentenceOf } from '../../session/notices.ts';
import { SessionProvider } from '../../session/SessionContext.tsx';
import { FileServicesProvider } from '../../ui/files/FileServices.tsx';
import { compose } from '../composition/composition.ts';
import { theme } from '../theme/theme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';

/** The whole app: its composition, its theme and an error boundary around both. */
export function App() {
  const [house] = useState(compose);
  const onNotSaved = useCallback(
    (error: unknown) =>
      house.session.notices.getState().complain(`The figure could not be saved. ${sentenceOf(error)}`),
    [house],
  );
  const scheme = useStore(house.session.preferences, p => p.theme);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <SessionProvider session={house.session}>
        <FileServicesProvider
          notes={house.provenanceNotes}
          saveFigure={house.saveFigure}
          onNotSaved={onNotSaved}
        >
          <ErrorBoundary what="Morphospace">
            <Frame house={house} />
          </ErrorBoundary>
        </FileServicesProvider>
      </SessionProvider>
    </MantineProvider>
  );
}
