/** What each floor may import beside itself, by path. */
declare const floors: Readonly<Record<string, readonly string[]>>;
export = floors;
