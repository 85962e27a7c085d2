/** Begins at most so many at once; the others wait in their order. */
export function fewAtOnce(most: number): <T>(begin: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async begin => {
    if (underWay === most) await new Promise<void>(resolve => waiting.push(resolve));
    else underWay++;
    try {
      return await begin();
    } finally {
      const next = waiting.shift(); // takes this one's place
      if (next) next();
      else underWay--;
    }
  };
}
