const leastAngstrom = 2000; // below it air is opaque, and wavelengths are always those in vacuum

/**
 * Wavelengths of light in dry air at 15 °C and one atmosphere. Below 2000 Å they are those in vacuum, as everybody gives them.
 *
 * Source: Ciddor 1996, Applied Optics 35, 1566, equation 1.
 *
 * @param vacuum ångström
 */
export function airWavelength(vacuum: number): number {
  return vacuum < leastAngstrom ? vacuum : vacuum / refraction(vacuum);
}

/** The other way round; {@link airWavelength} of its value is `air` to 10⁻⁶ Å. @param air ångström */
export function vacuumWavelength(air: number): number {
  if (air < leastAngstrom) return air;
  let vacuum = air * refraction(air);
  for (let i = 0; i < 2; i++) vacuum = air * refraction(vacuum); // the index hardly changes over 2 Å
  return vacuum;
}

/** Index of refraction of air at a wavelength in vacuum, ångström. */
function refraction(vacuum: number): number {
  const waves = (1e4 / vacuum) ** 2; // a micrometre, squared
  return 1 + 0.05792105 / (238.0185 - waves) + 0.00167917 / (57.362 - waves);
}
