/** @param responsibilities (n, components) @returns (n) the component of the largest of each row */
export function likeliestComponents(responsibilities: ArrayLike<number>, components: number): Int32Array {
  return Int32Array.from({ length: responsibilities.length / components }, (_, i) => {
    let most = 0;
    for (let c = 1; c < components; c++) {
      if (responsibilities[i * components + c] > responsibilities[i * components + most]) most = c;
    }
    return most;
  });
}
