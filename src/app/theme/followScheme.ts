import type { PreferencesStore } from '../../session/preferences.ts';

/** The theme is the one the person's system asks for, now and whenever that changes, until they choose one here. */
export function followScheme(preferences: PreferencesStore, page: Window): void {
  const light = page.matchMedia('(prefers-color-scheme: light)');
  const follow = () => preferences.getState().suggestTheme(light.matches ? 'light' : 'dark');
  light.addEventListener('change', follow);
  follow();
}
