import type { House } from '../house.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { JobsTray } from './JobsTray.tsx';
import { ModelButton } from './ModelButton.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** The right end of the status bar: jobs, model, backend, theme. */
export function StatusControls({ house }: { house: House }) {
  return (
    <>
      <JobsTray />
      <ModelButton house={house} />
      <BackendBadge models={house.models} />
      <ThemeSwitch />
    </>
  );
}
