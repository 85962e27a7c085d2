/** The wings of each floor by its path: rows from the ground up. */
declare const wings: Readonly<Record<string, readonly (readonly string[])[]>>;
export = wings;
