/**
 * Steps that compute in WebAssembly, and the same in plain code from the beginning where it cannot serve: SIMD is missing, or
 * so much memory is not to be had.
 */
export function* orPlainly<Step, Result>(
  quick: () => Generator<Step, Result>,
  plain: () => Generator<Step, Result>,
): Generator<Step, Result> {
  try {
    return yield* quick();
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof RangeError)) throw error;
    return yield* plain();
  }
}
