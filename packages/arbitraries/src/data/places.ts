/** A number that reaches nobody and the place Twilio would look up for it. */
export interface Place {
  /** Stands in the name of the edge case. */
  readonly name: string
  /** E.164; each `x` stands for any digit. */
  readonly number: string
  readonly city: string
  readonly state: string
  readonly zip: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

type PlaceColumns = readonly [
  name: string,
  number: string,
  city: string,
  state: string,
  zip: string,
  country: string,
]

const place = (...[name, number, city, state, zip, country]: PlaceColumns): Place => ({
  name,
  number,
  city,
  state,
  zip,
  country,
})

/** Ordinary callers in the United States, the plainest first. */
export const plainPlaces: readonly [Place, ...Place[]] = [
  place('san-francisco', '+141555501xx', 'SAN FRANCISCO', 'CA', '94105', 'US'),
  place('new-york', '+121255501xx', 'NEW YORK', 'NY', '10028', 'US'),
  place('chicago', '+131255501xx', 'CHICAGO', 'IL', '60605', 'US'),
  place('lexington', '+185955501xx', 'LEXINGTON', 'KY', '40505', 'US'),
  place('denver', '+172055501xx', 'DENVER', 'CO', '80204', 'US'),
  place('memphis', '+190155501xx', 'MEMPHIS', 'TN', '38126', 'US'),
]

/**
 * Places whose look-up has surprised apps. The forms of the names, states and postal codes are those of captured
 * webhooks (`fixtures/webhooks`); the numbers are fictitious.
 */
export const oddPlaces: readonly [Place, ...Place[]] = [
  place('leading-zero-zip', '+180255501xx', 'ENOSBURG FALLS', 'VT', '05450', 'US'),
  place('mixed-case-city', '+161555501xx', 'Nashville', 'TN', '', 'US'),
  place('apostrophe-city', '+120855501xx', "COEUR D'ALENE", 'ID', '83814', 'US'),
  place('dotted-city', '+130455501xx', 'ST. ALBANS', 'WV', '25177', 'US'),
  place('puerto-rico', '+178755501xx', 'TRUJILLO ALTO', 'Puerto Rico', '00976', 'PR'),
  place('jamaica', '+187655501xx', '', '', '', 'JM'),
  place('canada-postal-code', '+141655501xx', 'TORONTO', 'ON', 'M4W 3R8', 'CA'),
  place('canada-no-zip', '+120455501xx', 'WINNIPEG', 'MB', '', 'CA'),
  place('hyphens-non-ascii', '+151455501xx', 'Montréal-Nord', 'QC', 'H1G 1A1', 'CA'),
  place('london-in-state', '+442079460xxx', '', 'London', '', 'GB'),
  place('britain-country-only', '+447700900xxx', '', '', '', 'GB'),
  place('koeln-in-state', '+4922147101xx', '', 'Köln', '', 'DE'),
  place('sao-paulo', '+5511961234567', 'São Paulo', 'SP', '', 'BR'),
  place('state-of-two-names', '+918123456789', '', 'Bihar / Jharkhand', '', 'IN'),
  place('state-of-two-words', '+919994212345', '', 'Tamil Nadu', '', 'IN'),
  place('space-before-dash', '+79123456789', '', 'Rostov -on-Don', '', 'RU'),
  place('arabic-state', '+971501234567', '', 'دبي', '', 'AE'),
  place('japanese-city', '+819012345678', '東京', '', '', 'JP'),
]
