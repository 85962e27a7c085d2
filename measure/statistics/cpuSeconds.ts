/** Seconds of processor time a piece of work takes in this process, all its threads together, and what it returns. */
export async function cpuSecondsOf<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ seconds: number; result: Result }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}
