/** SHA-256 of the weights beside the app by their names, as their manifests say it. */
export const shippedSha256: Readonly<Record<string, string>> = {
  galaxy: 'c9c282ae748e37a7f0dd487fe2ac721093036201afc0545164610a653807cf2b',
  small: '08c488fa569f918bb5628afef656c02ae6571af727bc9a4bc582fd7e470538ee',
  imagenet: 'dd9e8f4fa2e884ebd0660d47a33b37d303873ebbf2f6edcf71e3c163a9ec3dfc',
};

/** What is meant where weights are named without a hash: it was written before hashes were kept. */
const meantWithout: Readonly<Record<string, string>> = {
  galaxy: 'c54be663c7f990c753aa4fda0a45d9135d8f0613c7ff20209977ab7d3c4f2137', // of 1,280 numbers
  imagenet: shippedSha256.imagenet,
};

/**
 * Whether weights that are named somewhere are those this app has by that name, so that what both make can be compared.
 * Weights it does not ship, and those of a file without a hash, are taken at their word.
 *
 * @param sha256 as it was written beside the name
 * @param present of the weights this app has by that name; default: of the shipped ones
 */
export function areTheSameWeights(
  name: string,
  sha256: string | undefined,
  present = shippedSha256[name],
): boolean {
  const meant = sha256 ?? meantWithout[name];
  return present === undefined || meant === undefined || meant === present;
}

/** Whose representations a file brings, as an open catalogue tells it. */
export interface Origin {
  weights?: string;
  weightsSha256?: string;
  formerWeights?: string;
}

/** What a file says of the weights that made its representations, sorted into those this app has and those it had. */
export function originOf(weights: string | undefined, weightsSha256: string | undefined): Origin {
  if (weights === undefined) return {};
  const same = areTheSameWeights(weights, weightsSha256);
  return {
    ...(same ? { weights } : { formerWeights: weights }),
    ...(weightsSha256 !== undefined && { weightsSha256 }),
  };
}
