/** What Twilio looked up for a number. A field that could not be looked up is empty. */
export interface Geo {
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly country: string
}

/** One end of a call. */
export interface Party {
  /** The address as `From` and `To` carry it. */
  readonly address: string
  /** Undefined where Twilio sends no geo parameters: SIP, clients, WhatsApp, and some withheld callers. */
  readonly geo: Geo | undefined
}

/** The geo of a number of which only the country is known. */
export function countryOnly(country: string): Geo {
  return { city: '', state: '', zip: '', country }
}

/** The geo of a number of which nothing is known. */
export const unknownGeo: Geo = countryOnly('')
