import { parameter } from '@ringback/catalog'
import type { Draft } from '../kind/draft.ts'
import type { Case, Facet } from '../kind/facet.ts'
import type { KindShape } from '../kind/kind-shape.ts'
import { countryOnly, unknownGeo, type Geo, type Party } from '../party.ts'

/** Changes the geo of a party; undefined when nothing would change. */
type Change = (geo: Geo) => Partial<Geo> | undefined

/** How much of the geo of each party is sent. */
export function geoFacets(shape: KindShape): readonly Facet[] {
  if (shape.rowOf(parameter.FromCity) === undefined) return []
  shape.claim(...geoParameters)
  return [
    {
      name: 'FromGeo',
      cases: [fromCase(lookedUp, (geo) => geo), ...changes.map(([name, change]) => fromCase(name, change))],
    },
    {
      name: 'ToGeo',
      cases: [toCase(lookedUp, (geo) => geo), ...changes.map(([name, change]) => toCase(name, change))],
    },
  ]
}

const lookedUp = 'looked-up'
const emptied = 'empty'

const changes: readonly (readonly [name: string, change: Change])[] = [
  [emptied, (geo) => (isEmpty(geo) ? undefined : unknownGeo)],
  ['absent', () => ({})],
  ['country-only', (geo) => (geo.city + geo.state + geo.zip === '' ? undefined : countryOnly(geo.country))],
  ['zip-empty', (geo) => (geo.zip === '' ? undefined : { ...geo, zip: '' })],
  [
    'city-and-zip-empty',
    (geo) => (geo.city === '' || geo.state === '' ? undefined : { ...geo, city: '', zip: '' }),
  ],
  [
    'state-and-zip-empty',
    (geo) => (geo.state === '' || geo.city === '' ? undefined : { ...geo, state: '', zip: '' }),
  ],
  ['zip-absent', ({ city, state, country }) => ({ city, state, country })],
  ['city-absent', ({ state, zip, country }) => ({ state, zip, country })],
  ['country-absent', ({ city, state, zip }) => ({ city, state, zip })],
  [
    'state-spelled-out',
    (geo) => (geo.state === 'CA' && geo.country === 'US' ? { ...geo, state: 'California' } : undefined),
  ],
]

function isEmpty({ city, state, zip, country }: Geo): boolean {
  return city + state + zip + country === ''
}

function fromCase(name: string, change: Change): Case {
  return sideCase(
    name,
    change,
    (draft) => draft.from,
    (draft, geo) => {
      draft.fromGeo = geo
    },
  )
}

function toCase(name: string, change: Change): Case {
  return sideCase(
    name,
    change,
    (draft) => draft.to,
    (draft, geo) => {
      draft.toGeo = geo
    },
  )
}

function sideCase(
  name: string,
  change: Change,
  partyOf: (draft: Draft) => Party,
  write: (draft: Draft, geo: Partial<Geo>) => void,
): Case {
  return {
    name,
    apply: (draft) => {
      const { geo } = partyOf(draft)
      if (geo === undefined) {
        // Twilio sends empty values for what it cannot look up.
        if (name === emptied) write(draft, unknownGeo)
        return name === lookedUp || name === emptied
      }
      const changed = change(geo)
      if (changed === undefined) return false
      write(draft, changed)
      return true
    },
  }
}

const geoParameters: readonly string[] = [
  parameter.FromCity,
  parameter.FromState,
  parameter.FromZip,
  parameter.FromCountry,
  parameter.ToCity,
  parameter.ToState,
  parameter.ToZip,
  parameter.ToCountry,
  parameter.CallerCity,
  parameter.CallerState,
  parameter.CallerZip,
  parameter.CallerCountry,
  parameter.CalledCity,
  parameter.CalledState,
  parameter.CalledZip,
  parameter.CalledCountry,
]
