const campaigns = /-(gz2|dr\d+|hubble|candels|cd|ukidss|euclid|jwst|desi)$/; // galaxy_datasets' suffixes

/** A Galaxy Zoo question's name without its campaign: "bar" of "bar-gz2" and of "bar". */
export function bareQuestion(name: string): string {
  return name.replace(campaigns, '');
}

/** The campaign a question's name ends with: "gz2"; empty where it has none, as in the catalogue of GZ DESI. */
export function campaignOf(name: string): string {
  return campaigns.exec(name)?.[1] ?? '';
}
