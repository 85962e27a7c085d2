/** Where Firefox is: FIREFOX_PATH, else the usual places; null where there is none. */
export function findFirefox(): string | null;
